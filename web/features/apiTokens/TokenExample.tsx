import { Code } from '@mantine/core'
import classes from './ApiTokens.module.css'
import { writeCurlExample } from './tokenWords.ts'

/** How a token is used, with the address of this very server. */
export function TokenExample() {
  return (
    <Code block className={classes.example}>
      {writeCurlExample(location.origin)}
    </Code>
  )
}
