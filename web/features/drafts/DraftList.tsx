import { DraftItem } from './DraftItem.tsx'
import classes from './DraftList.module.css'
import type { Entry } from './draftVersions.ts'
import type { CurrentDraft } from './useCurrentDraft.ts'
import type { DraftActions } from './useDraftActions.ts'

interface DraftListProps {
  goalId: string
  entries: readonly Entry[]
  /** Titles on the way to a node, by its id. */
  places: ReadonlyMap<string, string[]>
  errors: ReadonlyMap<string, string>
  chosen: ReadonlySet<string>
  editingId: string | undefined
  current: CurrentDraft
  actions: DraftActions
}

export function DraftList({ entries, current, actions, ...props }: DraftListProps) {
  return (
    <ul className={classes.list} aria-label="Drafts">
      {entries.map(entry => {
        const draft = entry.current
        return (
          <li key={entry.key}>
            <DraftItem
              draft={draft}
              goalId={props.goalId}
              place={props.places.get(draft.skillNode?.id ?? '') ?? []}
              error={findError(props.errors, entry)}
              isCurrent={current.currentKey === entry.key}
              isChosen={props.chosen.has(entry.key)}
              isEditing={props.editingId === draft.id}
              articleRef={current.register(entry.key)}
              onFocus={() => current.setCurrentKey(entry.key)}
              onChoose={isChosen => actions.choose(entry, isChosen)}
              onApprove={() => actions.approve(entry)}
              onDiscard={() => actions.discard(entry)}
              onUseNew={() => actions.useNew(entry)}
              onEdit={() => actions.edit(entry)}
              onEditEnd={isSaved => actions.endEdit(entry, isSaved)}
            />
          </li>
        )
      })}
    </ul>
  )
}

function findError(errors: ReadonlyMap<string, string>, { ids, current }: Entry): string | undefined {
  return [...ids, current.replaces?.id ?? ''].map(id => errors.get(id)).find(Boolean)
}
