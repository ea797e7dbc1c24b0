// A process of its own that holds the lock of a folder until it is killed (lock.test.ts).
import { lockFolder } from '../db/lock.ts'

await lockFolder(process.argv[2] ?? '')
process.send?.('locked')
setInterval(() => {}, 60_000)
