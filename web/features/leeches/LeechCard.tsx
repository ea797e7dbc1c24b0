import type { FragmentType } from '@apollo/client'
import { Button, Group } from '@mantine/core'
import {
  IconChevronRight,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRotate,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import type { CardContentFragment, LeechFragment } from '../../gql/graphql.ts'
import { CardContentFragmentDoc } from '../cards/cardDocuments.ts'
import { toPlainText } from '../cards/plainText.ts'
import classes from './Leeches.module.css'
import { adviceWords, adviseOnLeech } from './leechAdvice.ts'
import { LeechFragmentDoc } from './leechDocuments.ts'

interface LeechCardProps {
  card: FragmentType<LeechFragment>
  onEdit: (card: CardContentFragment) => void
  onSuspend: (isSuspended: boolean) => void
  onReset: () => void
  onHistory: () => void
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true }

/** One card that does not stick, what could help, and the means to do it. */
export function LeechCard({ card: masked, onEdit, onSuspend, onReset, onHistory }: LeechCardProps) {
  const card = useFragmentData(LeechFragmentDoc, masked)
  const content = useFragmentData(CardContentFragmentDoc, card)
  const question = toPlainText(card.question)
  const node = card.skillNode
  const advice = adviseOnLeech({ ...card, hasNotes: Boolean(node?.notes) })
  return (
    <article className={classes.leech} data-suspended={card.isSuspended || undefined}>
      {node && (
        <Link
          to="/goals/$goalId/nodes/$nodeId"
          params={{ goalId: node.tree.goal.id, nodeId: node.id }}
          className={classes.place}
        >
          {node.tree.goal.title}
          <IconChevronRight size={14} aria-hidden />
          {node.title}
        </Link>
      )}
      <h2 className={classes.question} dir="auto">
        {question}
      </h2>
      <p className={classes.answer} dir="auto">
        {toPlainText(card.answer)}
      </p>
      <p className={classes.facts}>
        Forgotten {card.lapses} times
        {card.isSuspended && ', suspended'} ·{' '}
        <button type="button" className={classes.history} onClick={onHistory}>
          History
        </button>
      </p>
      {!card.isSuspended && (
        <dl className={classes.advice}>
          {advice.map(name => (
            <div key={name}>
              <dt>{adviceWords[name].title}</dt>
              <dd>
                {adviceWords[name].text}{' '}
                {name === 'notes' && node && (
                  <Link
                    to="/goals/$goalId/nodes/$nodeId"
                    params={{ goalId: node.tree.goal.id, nodeId: node.id }}
                  >
                    Open “{node.title}”
                  </Link>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Group gap={8} role="group" aria-label={`Actions for: ${question}`}>
        <Button variant="light" leftSection={<IconPencil {...icon} />} onClick={() => onEdit(content)}>
          Edit
        </Button>
        <Button
          variant="default"
          leftSection={card.isSuspended ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />}
          onClick={() => onSuspend(!card.isSuspended)}
        >
          {card.isSuspended ? 'Study it again' : 'Suspend'}
        </Button>
        <Button variant="default" leftSection={<IconRotate {...icon} />} onClick={onReset}>
          Reset
        </Button>
      </Group>
    </article>
  )
}
