import type { FragmentType } from '@apollo/client'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { StudySummaryFragment } from '../../gql/graphql.ts'
import { SummaryPage } from './SummaryPage.tsx'
import { StudySummaryFragmentDoc } from './studyDocuments.ts'

interface SummaryGateProps {
  session: FragmentType<StudySummaryFragment>
  isGuest: boolean
  isBeyondLimits: boolean
  due: { now: number; new: number }
}

/** A session that still runs, or was left without an answer, has nothing to sum up. */
export function SummaryGate(props: SummaryGateProps) {
  const { id, status, summary } = useFragmentData(StudySummaryFragmentDoc, props.session)
  if (summary) return <SummaryPage {...props} />
  return status === 'ACTIVE' ? (
    <EmptyState
      title="This session is still open"
      action={
        <ButtonLink to="/study" search={{ sessionId: id }}>
          Go on with it
        </ButtonLink>
      }
    />
  ) : (
    <EmptyState
      title="Nothing was answered in this session"
      action={<ButtonLink to="/">To today</ButtonLink>}
    />
  )
}
