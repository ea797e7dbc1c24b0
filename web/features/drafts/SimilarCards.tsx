import { Button } from '@mantine/core'
import { IconChevronDown, IconCopy } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import type { DraftFragment } from '../../gql/graphql.ts'
import { toPlainText } from '../cards/plainText.ts'
import classes from './SimilarCards.module.css'

/** Says which cards ask nearly the same, and shows them on demand. */
export function SimilarCards({ cards }: { cards: DraftFragment['similarTo'] }) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const [first] = cards
  if (!first) return null
  return (
    <div className={classes.similar}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={classes.toggle}
        leftSection={<IconCopy size={14} aria-hidden />}
        rightSection={
          <IconChevronDown size={14} aria-hidden className={classes.arrow} data-open={isOpen || undefined} />
        }
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className={classes.words}>
          {cards.length === 1
            ? `Similar to “${toPlainText(first.question)}”`
            : `Similar to ${cards.length} cards`}
        </span>
      </Button>
      <ul id={id} className={classes.list} hidden={!isOpen}>
        {isOpen &&
          cards.map(card => (
            <li key={card.id} className={classes.card}>
              <p className={classes.place}>
                {card.status === 'DRAFT' ? 'Another draft' : 'One of your cards'}
                {card.skillNode && ` in “${card.skillNode.title}”`}
              </p>
              <div className={classes.question} dir="auto">
                <Markdown text={card.question} />
              </div>
              <div dir="auto">
                <Markdown text={card.answer} />
              </div>
            </li>
          ))}
      </ul>
    </div>
  )
}
