import { Code, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './AiSetup.module.css'

/** In place of asking a language model where there is none: how to add one, that nothing else needs it, and what to do instead. */
export function AiSetup({ children }: { children: ReactNode }) {
  return (
    <>
      <Text mb="lg">
        This server has no language model yet. Whoever runs it can add one in a minute. Everything else works
        without: ready trees with their cards, outlines, and cards of your own.
      </Text>
      <div className={classes.ways}>
        <section className={classes.way} aria-labelledby="ollama-title">
          <Title order={2} size="h3" id="ollama-title">
            With Ollama, on your own machine
          </Title>
          <Text size="sm">
            Free, and nothing leaves the machine. Pull a model with Ollama, put its name here, and start
            Memoryloop again with these two lines in its <Code>.env</Code> file:
          </Text>
          <Code block>
            {'OPENAI_BASE_URL=http://localhost:11434/v1\nOPENAI_MODEL=the name of your model'}
          </Code>
        </section>
        <section className={classes.way} aria-labelledby="key-title">
          <Title order={2} size="h3" id="key-title">
            With a key
          </Title>
          <Text size="sm">
            OpenAI needs the key alone. Any other service that speaks the same language needs its address and
            the name of a model too:
          </Text>
          <Code block>
            {
              'OPENAI_API_KEY=your key\nOPENAI_BASE_URL=the address, ending in /v1\nOPENAI_MODEL=the name of a model'
            }
          </Code>
        </section>
      </div>
      <div className={classes.actions}>{children}</div>
    </>
  )
}
