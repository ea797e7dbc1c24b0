import type { FragmentType } from '@apollo/client'
import { ActionIcon, Checkbox, Menu } from '@mantine/core'
import {
  IconArrowRight,
  IconDots,
  IconHistory,
  IconListCheck,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRotate,
  IconSitemap,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import type { CardContentFragment, CardRowFragment } from '../../gql/graphql.ts'
import { formatRelative } from '../../lib/formatTime.ts'
import classes from './CardRow.module.css'
import { CardContentFragmentDoc, CardRowFragmentDoc } from './cardDocuments.ts'
import { toPlainText } from './plainText.ts'

interface CardRowProps {
  card: FragmentType<CardRowFragment>
  isChosen: boolean
  /** Its node is named where the list mixes several. */
  hasNode: boolean
  now: Date
  moveLabel: string
  onChoose: (isChosen: boolean) => void
  onEdit: (card: CardContentFragment) => void
  onSuspend: (isSuspended: boolean) => void
  onMove: () => void
  onHistory: () => void
  onReset: () => void
  onDelete: () => void
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true }
const typeIcons = {
  FLASHCARD: null,
  MULTIPLE_CHOICE: <IconListCheck size={14} aria-label="Choice" />,
  SCENARIO: <IconSitemap size={14} aria-label="Scenario" />,
}

export function CardRow(props: CardRowProps) {
  const card = useFragmentData(CardRowFragmentDoc, props.card)
  const content = useFragmentData(CardContentFragmentDoc, card)
  const question = toPlainText(card.question)
  return (
    <article className={classes.row} data-suspended={card.isSuspended || undefined}>
      <Checkbox
        className={classes.choose}
        checked={props.isChosen}
        aria-label={`Choose: ${question}`}
        onChange={event => props.onChoose(event.currentTarget.checked)}
      />
      <button type="button" className={classes.text} onClick={() => props.onEdit(content)}>
        <span className={classes.question} dir="auto">
          {question}
        </span>
        <span className={classes.answer} dir="auto">
          {toPlainText(card.answer)}
        </span>
        <span className={classes.facts}>
          {typeIcons[card.cardType]}
          <span>{describeState(card, props.now)}</span>
          {props.hasNode && card.skillNode && <span>{card.skillNode.title}</span>}
          {card.tags.map(tag => (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ))}
        </span>
      </button>
      <div className={classes.side}>
        {card.isLeech && (
          <Link
            to="/cards/leeches"
            className={classes.leech}
            title={`Forgotten ${card.lapses} times. Rewording it, or splitting it in two, often helps.`}
          >
            Leech
          </Link>
        )}
        <Menu width={200}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={40} aria-label={`More for: ${question}`}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => props.onEdit(content)}>
              Edit
            </Menu.Item>
            <Menu.Item
              leftSection={card.isSuspended ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />}
              onClick={() => props.onSuspend(!card.isSuspended)}
            >
              {card.isSuspended ? 'Study it again' : 'Suspend'}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowRight {...icon} />} onClick={props.onMove}>
              {props.moveLabel}
            </Menu.Item>
            <Menu.Item leftSection={<IconHistory {...icon} />} onClick={props.onHistory}>
              History
            </Menu.Item>
            {card.state !== 'NEW' && (
              <Menu.Item leftSection={<IconRotate {...icon} />} onClick={props.onReset}>
                Reset…
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={props.onDelete}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </article>
  )
}

function describeState(card: CardRowFragment, now: Date): string {
  if (card.isSuspended) return 'Suspended'
  if (card.state === 'NEW' || !card.due) return 'New'
  const due = new Date(card.due)
  const when = due <= now ? 'ready' : formatRelative(due, now)
  if (card.state === 'LEARNING' || card.state === 'RELEARNING') return `Learning, ${when}`
  return card.isMastered ? `Mastered, ${when}` : `Next ${when}`.replace('Next ready', 'Ready')
}
