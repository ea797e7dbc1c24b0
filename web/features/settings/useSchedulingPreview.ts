import { useQuery } from '@apollo/client/react'
import { useDebouncedValue } from '@mantine/hooks'
import { issuesByField } from '../../apollo/describeError.ts'
import type { PreviewSchedulingQuery } from '../../gql/graphql.ts'
import { PreviewScheduling } from './previewQuery.ts'
import { checkNumber, type SettingsForm, type StudySettings, toForm, toInput } from './settingsForm.ts'

export type SchedulingPreview = PreviewSchedulingQuery['previewScheduling']

export interface PreviewState {
  /** With the settings as they are saved. */
  current: SchedulingPreview | undefined
  /** With the settings as they stand in the form; the last ones that made sense while these load or do not. */
  planned: SchedulingPreview | undefined
  isChanged: boolean
  /** A field holds what cannot be meant, so that what is planned is not for what stands in the form. */
  isInvalid: boolean
  isLoading: boolean
  error: unknown
}

/** Long enough not to ask for each key. */
const pauseMs = 400

const numbers = ['desiredRetention', 'newCardsPerDay', 'reviewsPerDay', 'maximumIntervalDays'] as const

/** What the settings in the form would mean, a moment after the last change, beside what they mean now. */
export function useSchedulingPreview(values: SettingsForm, saved: StudySettings): PreviewState {
  // The same whenever the form says the same, so that the pause is counted from a real change.
  const [wanted] = useDebouncedValue(JSON.stringify(values), pauseMs)
  const form: SettingsForm = JSON.parse(wanted)
  const isComplete = numbers.every(name => checkNumber(form[name]) === null)
  const settings = toInput(toForm(saved))
  const change = isComplete ? toInput(form) : settings
  const current = useQuery(PreviewScheduling, { variables: { settings } })
  const planned = useQuery(PreviewScheduling, { variables: { settings: change } })
  const isChanged = JSON.stringify(change) !== JSON.stringify(settings)
  return {
    current: (current.data ?? current.previousData)?.previewScheduling,
    planned: (planned.data ?? planned.previousData)?.previewScheduling,
    isChanged,
    isInvalid: !isComplete || Object.keys(issuesByField(planned.error)).length > 0,
    isLoading: planned.loading || wanted !== JSON.stringify(values),
    error: planned.error,
  }
}
