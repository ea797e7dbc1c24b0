import type { FragmentType } from '@apollo/client'
import { Anchor, Button, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import type { ApiTokenRowFragment } from '../../gql/graphql.ts'
import { SettingsSection } from '../settings/SettingsSection.tsx'
import { ApiTokenRow } from './ApiTokenRow.tsx'
import classes from './ApiTokens.module.css'
import { CreateTokenDialog } from './CreateTokenDialog.tsx'
import { RevokeTokenDialog } from './RevokeTokenDialog.tsx'
import { TokenExample } from './TokenExample.tsx'
import { ApiTokenRowFragmentDoc } from './tokenDocuments.ts'

type MaskedToken = FragmentType<ApiTokenRowFragment> & { id: string }

interface ApiTokensSectionProps {
  tokens: ReadonlyArray<MaskedToken>
  isGuest: boolean
}

export function ApiTokensSection({ tokens, isGuest }: ApiTokensSectionProps) {
  const [isCreating, setIsCreating] = useState(false)
  const createButton = useRef<HTMLButtonElement>(null)
  return (
    <SettingsSection title="API tokens" description="For programs that use your goals and cards as you.">
      {isGuest ? (
        <Text c="dimmed">Tokens come with an account: add an e-mail above, and make them here.</Text>
      ) : (
        <>
          {tokens.length === 0 ? (
            <div>
              <Text size="sm" mb={8}>
                A program sends its token with each request, as this one does. The{' '}
                <Anchor href="/graphql" underline="always">
                  explorer
                </Anchor>{' '}
                shows what can be asked.
              </Text>
              <TokenExample />
            </div>
          ) : (
            <ul className={classes.tokens}>
              {tokens.map(token => (
                <li key={token.id}>
                  <OneToken token={token} onRevoked={() => createButton.current?.focus()} />
                </li>
              ))}
            </ul>
          )}
          <div>
            <Button variant="default" ref={createButton} onClick={() => setIsCreating(true)}>
              New token
            </Button>
          </div>
          {isCreating && <CreateTokenDialog onClose={() => setIsCreating(false)} />}
        </>
      )}
    </SettingsSection>
  )
}

/** `onRevoked` takes the focus, which has no row to go back to. */
function OneToken({ token: masked, onRevoked }: { token: MaskedToken; onRevoked: () => void }) {
  const token = useFragmentData(ApiTokenRowFragmentDoc, masked)
  const [isRevoking, setIsRevoking] = useState(false)
  return (
    <>
      <ApiTokenRow token={token} onRevoke={() => setIsRevoking(true)} />
      {isRevoking && (
        <RevokeTokenDialog token={token} onRevoked={onRevoked} onClose={() => setIsRevoking(false)} />
      )}
    </>
  )
}
