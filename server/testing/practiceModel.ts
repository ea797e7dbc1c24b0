// A process of its own that stands in for a language model (npm run dev -- --practice-model), at the speed of one.
import { startModelServer } from './modelServer.ts'

const { url } = await startModelServer({
  port: Number(process.argv[2] ?? 0),
  pieceLength: 16,
  pieceDelayMs: 20,
})
console.log(`PRACTICE MODEL at ${url}: trees and cards are made up by a stand-in, not by a language model`)
