import { useMutation, useQuery } from '@apollo/client/react'
import { Button, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { AiSetup } from '../generation/AiSetup.tsx'
import { ServerInfoQuery } from '../generation/serverInfoQuery.ts'
import { CardJobResult } from './CardJobResult.tsx'
import { GenerateFlashcards } from './cardJobDocuments.ts'
import { type CardRequest, newRequest, recallRequest, rememberRequest, toInput } from './cardRequests.ts'
import { DraftsGoalQuery } from './draftDocuments.ts'
import { describeTopics } from './emptyTopics.ts'
import { GenerateCardsForm } from './GenerateCardsForm.tsx'

interface GenerateCardsDialogProps {
  goalId: string
  /** For this node, or for the topics below it; without one for the goal. */
  nodeId: string | undefined
  /** A job that is to be asked for again, as it was. */
  triedJobId?: string
  onClose: () => void
}

/** Asks for cards and shows them being made; closing it stops nothing. */
export function GenerateCardsDialog({ goalId, nodeId, triedJobId, onClose }: GenerateCardsDialogProps) {
  const server = useQuery(ServerInfoQuery)
  const { data, error, refetch } = useQuery(DraftsGoalQuery, { variables: { id: goalId } })
  const isPhone = useMediaQuery('(max-width: 48em)')
  const nodes = data?.goal?.skillTree.nodes
  const node = nodes?.find(({ id, depth }) => (nodeId === undefined ? depth === 0 : id === nodeId))
  const isKnown = nodes && (server.data || server.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={node ? `Generate cards for “${node.title}”` : 'Generate cards'}
      fullScreen={isPhone}
      closeOnClickOutside={false}
    >
      {server.data?.serverInfo.aiConfigured === false ? (
        <AiSetup>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </AiSetup>
      ) : isKnown && node ? (
        <Asking
          goalId={goalId}
          node={node}
          {...describeTopics(nodes, node)}
          tried={triedJobId === undefined ? undefined : recallRequest(triedJobId)}
          onClose={onClose}
        />
      ) : error || isKnown ? (
        <ErrorState
          error={error ?? new Error('This topic is no longer in the tree.')}
          onRetry={() => refetch()}
        />
      ) : (
        <RowsSkeleton rows={4} height={72} />
      )}
    </Modal>
  )
}

interface AskingProps {
  goalId: string
  node: { id: string; cardCount: number }
  /** At the node or below it. */
  emptyTopicCount: number
  hasTopicsBelow: boolean
  tried: CardRequest | undefined
  onClose: () => void
}

function Asking({ goalId, node, emptyTopicCount, hasTopicsBelow, tried, onClose }: AskingProps) {
  const canFillBelow = hasTopicsBelow && emptyTopicCount > 0
  const [request, setRequest] = useState<CardRequest>(
    () => tried ?? newRequest(canFillBelow && node.cardCount === 0),
  )
  const [jobId, setJobId] = useState<string>()
  const [refusal, setRefusal] = useState<unknown>()
  const [generate, { loading }] = useMutation(GenerateFlashcards)

  const submit = async () => {
    setRefusal(undefined)
    try {
      const { data } = await generate({ variables: { input: toInput(node.id, request) } })
      const id = data?.generateFlashcards.job.id
      if (id) rememberRequest(id, request)
      setJobId(id)
    } catch (refused) {
      setRefusal(refused)
      setJobId(undefined)
    }
  }
  if (jobId !== undefined) {
    return (
      <CardJobResult jobId={jobId} goalId={goalId} nodeId={node.id} onTryAgain={submit} onClose={onClose} />
    )
  }
  return (
    <GenerateCardsForm
      request={request}
      onChange={change => setRequest(current => ({ ...current, ...change }))}
      emptyTopicCount={canFillBelow ? emptyTopicCount : 0}
      refusal={refusal}
      isAsking={loading}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
