import type { Reference } from '@apollo/client'
import { useMutation } from '@apollo/client/react'
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import type { TokenScope } from '../../gql/graphql.ts'
import { formatDay } from '../../lib/formatTime.ts'
import { NewToken } from './NewToken.tsx'
import { CreateApiToken } from './tokenDocuments.ts'
import { expiries, scopes } from './tokenWords.ts'

const dayMs = 86_400_000

export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const [token, setToken] = useState<string>()
  const isMade = token !== undefined
  return (
    <Modal
      opened
      onClose={onClose}
      title={isMade ? 'Your new token' : 'New token'}
      // It is shown this once: a slip of the hand must not take it away.
      closeOnClickOutside={!isMade}
      closeOnEscape={!isMade}
    >
      {isMade ? (
        <NewToken token={token} onClose={onClose} />
      ) : (
        <TokenForm onMade={setToken} onClose={onClose} />
      )}
    </Modal>
  )
}

function TokenForm({ onMade, onClose }: { onMade: (token: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<TokenScope>('READ')
  const [days, setDays] = useState('90')
  const [create, { loading, error }] = useMutation(CreateApiToken)
  const issues = error ? issuesByField(error) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = { name, scope, expiresInDays: days === '' ? null : Number(days) }
    const { data } = await create({
      variables: { input },
      update: (cache, result) => {
        const id = result.data?.createApiToken.apiToken.id
        if (!id) return
        modifyViewer(cache, {
          apiTokens: (list: Reference[] = []) => [{ __ref: `ApiToken:${id}` }, ...list],
        })
      },
    }).catch(() => ({ data: undefined }))
    if (data) onMade(data.createApiToken.token)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="What it is for, such as “Backup script”."
          value={name}
          maxLength={100}
          error={issues.name}
          onChange={event => setName(event.currentTarget.value)}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Radio.Group label="What it may do" value={scope} onChange={value => setScope(value as TokenScope)}>
          <Stack gap="xs" mt="xs">
            {scopes.map(({ scope, label, explanation }) => (
              <Radio key={scope} value={scope} label={label} description={explanation} />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          label="Ends after"
          description={
            days === ''
              ? 'It works until you revoke it.'
              : `It works until ${formatDay(new Date(Date.now() + Number(days) * dayMs))}.`
          }
          data={expiries}
          value={days}
          error={issues.expiresInDays}
          onChange={event => setDays(event.currentTarget.value)}
        />
        {error && Object.keys(issues).length === 0 && (
          <Text role="alert" c="var(--danger)" size="sm">
            {describeError(error).message}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={loading} disabled={name.trim() === ''}>
          Make token
        </Button>
      </Group>
    </form>
  )
}
