import { Button, Text } from '@mantine/core'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { useNow } from '../../components/useNow.ts'
import type { ApiTokenRowFragment } from '../../gql/graphql.ts'
import classes from './ApiTokens.module.css'
import { describeScope } from './tokenWords.ts'

interface ApiTokenRowProps {
  token: ApiTokenRowFragment
  onRevoke: () => void
}

export function ApiTokenRow({ token, onRevoke }: ApiTokenRowProps) {
  return (
    <div className={classes.token}>
      <div className={classes.facts}>
        <Text fw={500}>{token.name}</Text>
        <Text size="xs">
          {describeScope(token.scope)} · <TokenEnd expiresAt={token.expiresAt} />
        </Text>
        <Text size="xs" c="dimmed">
          <span className={classes.prefix}>{token.prefix}…</span> · made{' '}
          <RelativeTime moment={token.createdAt} /> ·{' '}
          {token.lastUsedAt ? (
            <>
              last used <RelativeTime moment={token.lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
        </Text>
      </div>
      <Button variant="default" flex="none" onClick={onRevoke} aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
    </div>
  )
}

function TokenEnd({ expiresAt }: { expiresAt?: string | null }) {
  const now = useNow()
  if (!expiresAt) return 'no end'
  const hasExpired = new Date(expiresAt) <= now
  return (
    <Text span inherit c={hasExpired ? 'var(--danger)' : undefined}>
      {hasExpired ? 'expired' : 'expires'} <RelativeTime moment={expiresAt} />
    </Text>
  )
}
