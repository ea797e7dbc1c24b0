import { useMutation } from '@apollo/client/react'
import { Alert, Button, Group, NativeSelect, NumberInput, Switch, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { showToast } from '../../components/toasts.tsx'
import consequenceClasses from './Consequences.module.css'
import { IntervalsNote, WorkloadAnnouncement, WorkloadNote } from './Consequences.tsx'
import classes from './Settings.module.css'
import { SettingsSection } from './SettingsSection.tsx'
import {
  checkNumber,
  checkRetention,
  formatHour,
  type SettingsForm,
  type StudySettings,
  toForm,
  toInput,
} from './settingsForm.ts'
import { UpdateSettings } from './settingsQuery.ts'
import { TimeZoneField } from './TimeZoneField.tsx'
import { useSchedulingPreview } from './useSchedulingPreview.ts'

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: formatHour(hour) }))

export function StudySettingsForm({ settings }: { settings: StudySettings }) {
  const [problem, setProblem] = useState<string>()
  const [update, { loading }] = useMutation(UpdateSettings)
  const form = useForm<SettingsForm>({
    initialValues: toForm(settings),
    validate: {
      desiredRetention: checkRetention,
      newCardsPerDay: checkNumber,
      reviewsPerDay: checkNumber,
      maximumIntervalDays: checkNumber,
    },
  })
  const preview = useSchedulingPreview(form.values, settings)
  const { setErrors } = form
  const fault = preview.isLoading ? undefined : preview.error
  const retentionFault = fault ? checkRetention(form.values.desiredRetention) : null
  // What could not be saved is said at its field before anyone tries to; the retention in its own unit.
  useEffect(() => {
    if (!fault) return
    const ofRetention = retentionFault === null ? {} : { desiredRetention: retentionFault }
    setErrors(errors => ({ ...errors, ...issuesByField(fault), ...ofRetention }))
  }, [fault, retentionFault, setErrors])
  const save = form.onSubmit(async values => {
    setProblem(undefined)
    try {
      const { data } = await update({
        variables: { input: toInput(values) },
        update: (cache, { data }) => {
          const saved = data?.updateStudySettings.settings
          // The payload has no id to be found by.
          if (saved) modifyViewer(cache, { settings: (existing: object) => ({ ...existing, ...saved }) })
        },
      })
      if (!data) return
      const saved = toForm(data.updateStudySettings.settings)
      form.setInitialValues(saved)
      form.setValues(saved)
      showToast('Saved. It counts from the next answer on.')
    } catch (error) {
      const issues = issuesByField(error)
      form.setErrors(issues)
      const isPlaced = Object.keys(issues).some(field => field in values)
      if (isPlaced) showFirstFault()
      else setProblem(describeError(error).message)
    }
  })
  return (
    <form onSubmit={save} noValidate>
      <SettingsSection
        title="Your day"
        description="A new study day starts at this hour in your time zone, so that a late evening still counts as today."
      >
        <TimeZoneField {...form.getInputProps('timeZone')} />
        <NativeSelect
          label="Day starts at"
          data={hours}
          classNames={{ root: classes.short }}
          {...form.getInputProps('dayStartHour')}
        />
      </SettingsSection>
      <SettingsSection title="How much" description="Limits for one day, over all goals.">
        <div className={classes.pair}>
          <NumberInput label="New cards a day" min={0} {...form.getInputProps('newCardsPerDay')} />
          <NumberInput label="Reviews a day" min={0} {...form.getInputProps('reviewsPerDay')} />
        </div>
        <WorkloadNote preview={preview} />
        <WorkloadAnnouncement preview={preview} />
      </SettingsSection>
      <SettingsSection
        title="Scheduling"
        description="Cards come back when your chance of knowing them has fallen to the retention you want. Higher means more reviews."
      >
        <div className={consequenceClasses.beside}>
          <NumberInput
            label="Desired retention"
            description="70 % to 97 %"
            suffix=" %"
            decimalScale={0}
            {...form.getInputProps('desiredRetention')}
          />
          <WorkloadNote preview={preview} isBrief />
        </div>
        <div className={classes.pair}>
          <TextInput
            label="Learning steps"
            description="After a first answer, such as 1m 10m"
            {...form.getInputProps('learningSteps')}
          />
          <TextInput
            label="Relearning steps"
            description="After forgetting, such as 10m"
            {...form.getInputProps('relearningSteps')}
          />
        </div>
        <NumberInput
          label="Longest interval"
          description="In days"
          suffix=" d"
          thousandSeparator=" "
          classNames={{ root: classes.short }}
          {...form.getInputProps('maximumIntervalDays')}
        />
        <Switch
          label="Vary intervals a little"
          description="So that cards learned together do not all come back on one day"
          {...form.getInputProps('enableFuzz', { type: 'checkbox' })}
        />
        <IntervalsNote preview={preview} />
      </SettingsSection>
      {problem && (
        <Alert color="red" variant="light" role="alert" mt="md">
          {problem}
        </Alert>
      )}
      <Group className={classes.save} gap="md" data-dirty={form.isDirty() || undefined}>
        <Button type="submit" loading={loading} disabled={!form.isDirty()}>
          Save
        </Button>
        {form.isDirty() && (
          <>
            <Button variant="default" onClick={() => form.reset()}>
              Discard
            </Button>
            <Text c="dimmed" size="xs">
              Not saved yet
            </Text>
          </>
        )}
      </Group>
    </form>
  )
}

/** Once React has marked it, the first field that was refused is brought to where it can be seen. */
function showFirstFault() {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>('form [aria-invalid="true"]')
    field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  })
}
