import { ActionIcon, Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { IconPlus, IconX } from '@tabler/icons-react'
import { emptyOption, MAX_OPTIONS, MIN_OPTIONS, type OptionValues } from './cardForm.ts'
import { FieldGroup } from './FieldGroup.tsx'

interface ScenarioFieldsProps {
  options: OptionValues[]
  /** Messages by path: `scenario.options` or `scenario.options.1.text`. */
  errors: Record<string, string>
  onChange: (options: OptionValues[]) => void
}

export function ScenarioFields({ options, errors, onChange }: ScenarioFieldsProps) {
  const name = useId()
  const change = (index: number, changed: Partial<OptionValues>) =>
    onChange(options.with(index, { ...options[index]!, ...changed }))
  const choose = (index: number) =>
    onChange(options.map((option, other) => ({ ...option, isCorrect: other === index })))
  const remove = (index: number) => {
    const left = options.toSpliced(index, 1)
    onChange(left.some(option => option.isCorrect) ? left : left.with(0, { ...left[0]!, isCorrect: true }))
  }
  return (
    <FieldGroup legend="Options, and which one is right" error={errors['scenario.options']}>
      <Stack gap="sm">
        {options.map((option, index) => (
          <Group key={index} wrap="nowrap" align="flex-start" gap="xs">
            <Radio
              mt={8}
              name={name}
              checked={option.isCorrect}
              onChange={() => choose(index)}
              aria-label={`Option ${index + 1} is right`}
            />
            <Stack gap={4} flex={1}>
              <TextInput
                aria-label={`Option ${index + 1}`}
                placeholder={`Option ${index + 1}`}
                value={option.text}
                error={errors[`scenario.options.${index}.text`]}
                onChange={event => change(index, { text: event.currentTarget.value })}
              />
              <TextInput
                size="xs"
                aria-label={`Why option ${index + 1} is ${option.isCorrect ? 'right' : 'wrong'}`}
                placeholder={option.isCorrect ? 'Why it is right (optional)' : 'Why it is wrong (optional)'}
                value={option.explanation}
                error={errors[`scenario.options.${index}.explanation`]}
                onChange={event => change(index, { explanation: event.currentTarget.value })}
              />
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove option ${index + 1}`}
              disabled={options.length <= MIN_OPTIONS}
              onClick={() => remove(index)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {options.length < MAX_OPTIONS && (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'start' }}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...options, emptyOption()])}
          >
            Add an option
          </Button>
        )}
      </Stack>
    </FieldGroup>
  )
}
