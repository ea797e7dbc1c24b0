import { Button, Radio, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { usePageTitle } from '../../components/usePageTitle.ts'
import classes from './ClockChoice.module.css'
import { clockLengths, describeClock, readLastClock } from './studyModes.ts'
import type { StudyScope } from './studyScope.ts'

/** A timed challenge asks first how long it shall be. */
export function ClockChoice({ scope }: { scope: StudyScope }) {
  const navigate = useNavigate()
  const [minutes, setMinutes] = useState(readLastClock)
  usePageTitle('Timed challenge')
  const start = (event: FormEvent) => {
    event.preventDefault()
    navigate({ to: '/study', search: { ...scope, mode: 'TIMED', minutes }, replace: true })
  }
  return (
    <main id="main" className={classes.page}>
      <Title order={1} size="h1">
        Timed challenge
      </Title>
      <Text c="dimmed" mt={4}>
        Only cards you have met. Each right answer is 10 points, and up to 5 more when it comes within ten
        seconds. A card the clock cuts off does not count.
      </Text>
      <form onSubmit={start}>
        <Radio.Group
          label="How long?"
          value={String(minutes)}
          onChange={value => setMinutes(Number(value))}
          className={classes.group}
          classNames={{ label: classes.label }}
        >
          <div className={classes.lengths}>
            {clockLengths.map(length => (
              <Radio.Card
                key={length}
                value={String(length)}
                className={classes.length}
                autoFocus={length === minutes}
              >
                {describeClock(length)}
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        <Button type="submit" size="md" fullWidth mih={56}>
          Start
        </Button>
      </form>
    </main>
  )
}
