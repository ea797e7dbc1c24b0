import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'

export interface Letter {
  to: string
  subject: string
  /** what the reader is asked to do, in one or two sentences */
  text: string
  link: string
}

export interface Mail {
  /** Rejects when the mail server does not take the letter. */
  send(letter: Letter): Promise<void>
  close(): void
}

export interface MailSettings {
  /** smtp://user:password@host:port or smtps://…; absent: letters are written to the log */
  smtpUrl?: string
  mailFrom: string
}

/** Letters with a link: by SMTP, or without a mail server to the log, where the operator finds them. */
export function createMail(settings: MailSettings, logger: Logger): Mail {
  if (!settings.smtpUrl) {
    return {
      async send({ to, subject, link }) {
        logger.warn({ to, link }, `SMTP_URL is not set, so this e-mail was not sent: ${subject}: ${link}`)
      },
      close() {},
    }
  }
  const transport = createTransport(settings.smtpUrl, { from: settings.mailFrom })
  return {
    async send({ to, subject, text, link }) {
      await transport.sendMail({ to, subject, text: `${text}\n\n${link}\n` })
    },
    close: () => transport.close(),
  }
}
