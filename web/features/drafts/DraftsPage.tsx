import { Button, Center, Text } from '@mantine/core'
import { Suspense, useEffect, useRef, useState } from 'react'
import { ErrorState } from '../../components/ErrorState.tsx'
import { PageFrame } from '../../components/Page.tsx'
import type { DraftsGoalQuery } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { isLive, type JobState } from '../generation/jobState.ts'
import { useGenerationJob } from '../generation/useGenerationJob.ts'
import { CardJob } from './CardJob.tsx'
import { DecideAllDialog } from './DecideAllDialog.tsx'
import { DraftList } from './DraftList.tsx'
import { DraftsEmpty, DraftsSkeleton } from './DraftsEmpty.tsx'
import { DraftsHeader } from './DraftsHeader.tsx'
import classes from './DraftsPage.module.css'
import { countDrafts, listPlaceOptions, namePlaces } from './draftPlaces.ts'
import { isRefined } from './draftVersions.ts'
import { FeedbackBox } from './FeedbackBox.tsx'
import { GenerateCardsDialog } from './GenerateCardsButton.tsx'
import { useCardJobs } from './useCardJobs.ts'
import { useCurrentDraft } from './useCurrentDraft.ts'
import { useDraftActions } from './useDraftActions.ts'
import { useDraftDecisions } from './useDraftDecisions.ts'
import { useDraftKeys } from './useDraftKeys.ts'
import { useDrafts } from './useDrafts.ts'
import { useShownDrafts } from './useShownDrafts.ts'

interface DraftsPageProps {
  goal: NonNullable<DraftsGoalQuery['goal']>
  /** Only this branch. */
  nodeId: string | undefined
  /** Asks again for what decisions and jobs change: the counts, and what is ready. */
  onChange: () => void
}

type Dialog = { what: 'approveAll' | 'discardAll' } | { what: 'generate'; nodeId?: string; jobId?: string }

/** Fewer than this left in sight, and the next page is fetched before they are decided on. */
const fewDrafts = 5

export function DraftsPage({ goal, nodeId, onChange }: DraftsPageProps) {
  const [dialog, setDialog] = useState<Dialog>()
  const [editingId, setEditingId] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const feedback = useRef<HTMLTextAreaElement>(null)
  const drafts = useDrafts(goal.id, nodeId)
  const decisions = useDraftDecisions(onChange)
  const jobs = useCardJobs(goal.latestJob)
  const { job: refinement } = useGenerationJob(jobs.refinement?.id)
  const connection = drafts.connection
  const loaded = connection?.edges.map(edge => edge.node) ?? []
  const { entries, heldCount, setHeld } = useShownDrafts(loaded, decisions.hidden, editingId)

  const { nodes } = goal.skillTree
  const hasMore = connection?.pageInfo.hasNextPage ?? false
  const leftCount = hasMore ? Math.max(entries.length + 1, countDrafts(nodes, nodeId)) : entries.length
  const canStudy = goal.status === 'ACTIVE' || goal.status === 'COMPLETED'
  const readyCount = canStudy ? goal.due.now + goal.due.new : 0
  const isMaking = goal.latestJob?.kind === 'FLASHCARDS' && isLive(goal.latestJob)

  const current = useCurrentDraft(
    entries.map(entry => entry.key),
    () => list.current?.focus(),
  )
  const actions = useDraftActions({ decisions, current, leftCount, setEditingId })
  const { chosen } = actions
  const chosenEntries = entries.filter(entry => chosen.has(entry.key))
  const firstRefined = entries.find(isRefined)
  const approveAll = () => {
    // What is not in sight is not approved by one key alone.
    if (hasMore) setDialog({ what: 'approveAll' })
    else if (!decisions.isDecidingAll) decisions.approveEach(drafts.filter)
  }
  useDraftKeys({
    entries,
    current,
    actions,
    chosen,
    onApproveAll: approveAll,
    onFeedback: () => feedback.current?.focus(),
  })

  const takeIn = (job: Pick<JobState, 'id' | 'kind'>) => {
    drafts.onJobStep(job)
    onChange()
  }
  const isListed = connection !== undefined
  useEffect(() => {
    // New versions stand far behind the drafts that they replace, on pages that may not be loaded.
    if (isListed && jobs.refinement) drafts.onJobStep(jobs.refinement)
  }, [isListed, jobs.refinement?.id])
  useEffect(() => {
    if (hasMore && entries.length < fewDrafts && !drafts.isLoadingMore) drafts.showMore()
  }, [hasMore, entries.length])

  return (
    <PageFrame title={`Drafts of ${goal.title}`}>
      <DraftsHeader
        goal={goal}
        nodeId={nodeId}
        options={listPlaceOptions(nodes, nodeId)}
        state={describeState(leftCount, isListed)}
        readyCount={readyCount}
        canDecide={entries.length > 0}
        isDecidingAll={decisions.isDecidingAll}
        onApproveAll={approveAll}
        onDiscardAll={() => setDialog({ what: 'discardAll' })}
        onGenerate={() => setDialog({ what: 'generate' })}
      />
      {jobs.generations.length > 0 && (
        <div className={classes.jobs}>
          {jobs.generations.map(job => (
            <CardJob
              key={job.id}
              jobId={job.id}
              onStep={takeIn}
              onTryAgain={made => setDialog({ what: 'generate', nodeId: made?.skillNode?.id, jobId: job.id })}
            />
          ))}
        </div>
      )}
      <div ref={list} tabIndex={-1} aria-busy={decisions.isDecidingAll || undefined}>
        {entries.length > 0 ? (
          <DraftList
            goalId={goal.id}
            entries={entries}
            places={namePlaces(nodes)}
            errors={decisions.errors}
            chosen={chosen}
            editingId={editingId}
            current={current}
            actions={actions}
          />
        ) : drafts.error && !isListed ? (
          <ErrorState error={drafts.error} onRetry={() => drafts.refetch()} />
        ) : isListed && !hasMore ? (
          <DraftsEmpty
            goal={goal}
            approvedCount={decisions.approvedCount}
            readyCount={readyCount}
            isMaking={isMaking}
            onGenerate={() => setDialog({ what: 'generate' })}
          />
        ) : (
          <DraftsSkeleton />
        )}
      </div>
      {hasMore && (
        <Center mt="md">
          <Button variant="default" loading={drafts.isLoadingMore} onClick={drafts.showMore}>
            Show more of {pluralize(leftCount, 'draft')}
          </Button>
        </Center>
      )}
      {entries.length > 0 && (
        <FeedbackBox
          shownIds={entries.map(entry => entry.current.id)}
          chosenIds={chosenEntries.map(entry => entry.current.id)}
          job={refinement}
          fieldRef={feedback}
          heldCount={heldCount}
          onStep={takeIn}
          onBusy={setHeld}
          onSeeNew={firstRefined && (() => current.focus(firstRefined.key))}
        />
      )}
      {entries.length > 0 && (
        <Text size="xs" c="dimmed" mt="sm" className={classes.hint}>
          J and K move, A approves, E edits, X discards; ? shows every key.
        </Text>
      )}
      <div className="visuallyHidden" role="status">
        {actions.announcement}
      </div>
      {(dialog?.what === 'approveAll' || dialog?.what === 'discardAll') && (
        <DecideAllDialog
          what={dialog.what}
          count={leftCount}
          onConfirm={() =>
            dialog.what === 'approveAll'
              ? decisions.approveEach(drafts.filter)
              : decisions.discardEach(drafts.filter)
          }
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.what === 'generate' && (
        <Suspense>
          <GenerateCardsDialog
            goalId={goal.id}
            nodeId={dialog.nodeId ?? nodeId}
            triedJobId={dialog.jobId}
            onClose={() => setDialog(undefined)}
          />
        </Suspense>
      )}
    </PageFrame>
  )
}

function describeState(leftCount: number, isListed: boolean): string {
  if (!isListed) return 'Loading…'
  if (leftCount === 0) return 'Nothing waits for your decision'
  return `${pluralize(leftCount, 'draft')} ${leftCount === 1 ? 'waits' : 'wait'} for your decision`
}
