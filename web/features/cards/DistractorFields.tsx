import { Stack, TextInput } from '@mantine/core'
import { FieldGroup } from './FieldGroup.tsx'

interface DistractorFieldsProps {
  values: string[]
  /** Messages by path: `distractors` or `distractors.1`. */
  errors: Record<string, string>
  onChange: (values: string[]) => void
}

export function DistractorFields({ values, errors, onChange }: DistractorFieldsProps) {
  return (
    <FieldGroup legend="Wrong answers" error={errors.distractors}>
      <Stack gap="xs">
        {values.map((value, index) => (
          <TextInput
            key={index}
            aria-label={`Wrong answer ${index + 1}`}
            placeholder={`Wrong answer ${index + 1}`}
            value={value}
            error={errors[`distractors.${index}`]}
            onChange={event => onChange(values.with(index, event.currentTarget.value))}
          />
        ))}
      </Stack>
    </FieldGroup>
  )
}
