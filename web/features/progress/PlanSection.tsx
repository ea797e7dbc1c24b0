import { Button, Text, Title } from '@mantine/core'
import { Suspense, useState } from 'react'
import { lazyPart, usePreload } from '../../components/lazyPart.ts'
import { formatDate } from './dayText.ts'
import classes from './PlanSection.module.css'
import { describePlan, type PlanFacts } from './planWords.ts'

const GoalPlanDialog = lazyPart(() => import('../goals/GoalPlanDialog.tsx'), 'GoalPlanDialog')

interface PlanSectionProps {
  goal: { id: string; title: string; targetDate?: string | null; newCardsPerDay?: number | null }
  plan: PlanFacts | null | undefined
  /** The learner's own setting, for a goal without one. */
  newCardsPerDay: number
  onChange: () => unknown
}

export function PlanSection({ goal, plan, newCardsPerDay, onChange }: PlanSectionProps) {
  const [isOpen, setIsOpen] = useState(false)
  usePreload(GoalPlanDialog)
  const { targetDate } = goal
  const words = targetDate && plan ? describePlan(plan, targetDate) : undefined
  const close = () => {
    setIsOpen(false)
    onChange()
  }
  return (
    <section className={classes.section} aria-labelledby="plan">
      <div className={classes.header}>
        <Title order={2} id="plan">
          {targetDate ? `Until ${formatDate(targetDate)}` : 'A date to learn towards'}
        </Title>
        <Button variant="default" size="xs" onClick={() => setIsOpen(true)}>
          {targetDate ? 'Change' : 'Set a date'}
        </Button>
      </div>
      {words ? (
        <>
          <Text>{words.wanted}</Text>
          {words.present && <Text c="dimmed">{words.present}</Text>}
        </>
      ) : (
        !targetDate && (
          <Text c="dimmed">
            With a date, you see how many new cards a day reach every topic in time. Without one, nothing is
            missing.
          </Text>
        )
      )}
      <Text c="dimmed" size="xs" mt={8} className="tabular">
        New cards a day now: {goal.newCardsPerDay ?? newCardsPerDay}
        {goal.newCardsPerDay === null || goal.newCardsPerDay === undefined
          ? ', as in your settings'
          : ', for this goal'}
      </Text>
      {isOpen && (
        <Suspense>
          <GoalPlanDialog goal={goal} onClose={close} />
        </Suspense>
      )}
    </section>
  )
}
