import { useShortcuts } from '../../components/useShortcuts.ts'
import { type Entry, isRefined } from './draftVersions.ts'
import type { CurrentDraft } from './useCurrentDraft.ts'
import type { DraftActions } from './useDraftActions.ts'

interface DraftKeys {
  entries: readonly Entry[]
  current: CurrentDraft
  actions: DraftActions
  chosen: ReadonlySet<string>
  onApproveAll: () => void
  onFeedback: () => void
}

/** Every decision by one key. Without a current draft a key first goes to the first one, and decides nothing. */
export function useDraftKeys({ entries, current, actions, chosen, onApproveAll, onFeedback }: DraftKeys) {
  const hasAny = entries.length > 0
  const entry = entries.find(({ key }) => key === current.currentKey)
  const onCurrent = (act: (entry: Entry) => unknown) => () => (entry ? act(entry) : current.step(1))
  useShortcuts('Drafts', [
    { keys: 'J', label: 'Next draft', run: () => current.step(1), isEnabled: hasAny },
    { keys: 'K', label: 'Draft before', run: () => current.step(-1), isEnabled: hasAny },
    { keys: 'A', label: 'Approve', run: onCurrent(actions.approve), isEnabled: hasAny },
    { keys: 'E', label: 'Edit', run: onCurrent(actions.edit), isEnabled: hasAny },
    {
      keys: 'X',
      label: 'Discard; of two versions keep the old one',
      run: onCurrent(actions.discard),
      isEnabled: hasAny,
    },
    {
      keys: 'N',
      label: 'Of two versions use the new one',
      run: onCurrent(actions.useNew),
      isEnabled: entries.some(isRefined),
    },
    { keys: 'Z', label: 'Undo the last discard', run: actions.undoLast },
    {
      keys: 'C',
      label: 'Choose for feedback',
      run: onCurrent(each => actions.choose(each, !chosen.has(each.key))),
      isEnabled: hasAny,
    },
    { keys: 'F', label: 'Say what should be better', run: onFeedback, isEnabled: hasAny },
    { keys: 'Shift+A', label: 'Approve all', run: onApproveAll, isEnabled: hasAny },
  ])
}
