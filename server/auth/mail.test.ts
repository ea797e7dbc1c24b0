import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { createMail } from './mail.ts'

const letter = {
  to: 'learner@example.org',
  subject: 'Reset your password',
  text: 'Choose a new one:',
  link: 'http://localhost:4000/reset-password?token=abc',
}

let server: SMTPServer | undefined
afterEach(() => new Promise<void>(resolve => (server ? server.close(resolve) : resolve())))

async function listen(options: ConstructorParameters<typeof SMTPServer>[0]): Promise<number> {
  server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options })
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve))
  return (server.server.address() as AddressInfo).port
}

describe('with SMTP_URL', () => {
  it('letters are handed to the mail server', async () => {
    const received: { from: string; to: string[]; text: string }[] = []
    const port = await listen({
      onData(stream, session, done) {
        let text = ''
        stream.on('data', chunk => {
          text += chunk
        })
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          const from = mailFrom ? mailFrom.address : ''
          received.push({ from, to: rcptTo.map(({ address }) => address), text })
          done()
        })
      },
    })
    const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Memoryloop <no-reply@example.org>' }
    const mail = createMail(settings, pino({ level: 'silent' }))
    await mail.send(letter)
    mail.close()
    expect(received).toMatchObject([{ from: 'no-reply@example.org', to: ['learner@example.org'] }])
    expect(received[0]!.text).toContain('Subject: Reset your password')
    // quoted-printable writes = as =3D and folds long lines with a trailing =
    expect(received[0]!.text.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(letter.link)
  })

  it('a letter that is refused is told to the caller', async () => {
    const port = await listen({ onRcptTo: (_address, _session, done) => done(new Error('no such mailbox')) })
    const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'no-reply@example.org' }
    const mail = createMail(settings, pino({ level: 'silent' }))
    await expect(mail.send(letter)).rejects.toThrow('no such mailbox')
    mail.close()
  })
})

it('without SMTP_URL the link is written to the log', async () => {
  const lines: string[] = []
  const mail = createMail(
    { mailFrom: 'no-reply@example.org' },
    pino({ level: 'info' }, { write: line => void lines.push(line) }),
  )
  await mail.send(letter)
  expect(lines.join()).toContain(letter.link)
})
