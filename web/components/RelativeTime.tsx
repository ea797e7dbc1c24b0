import { formatMoment, formatRelative } from '../lib/formatTime.ts'
import { useNow } from './useNow.ts'

export function RelativeTime({ moment }: { moment: string }) {
  const now = useNow()
  const date = new Date(moment)
  return (
    <time dateTime={moment} title={formatMoment(date)}>
      {formatRelative(date, now)}
    </time>
  )
}
