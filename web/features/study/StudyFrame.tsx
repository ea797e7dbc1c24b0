import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import classes from './StudyFrame.module.css'

interface StudyFrameProps {
  /** What is studied. */
  title: string
  /** 0 to 1. */
  progress: number
  progressText: string
  /** Shown in place of the progress, which stays for the ear. */
  timeBar?: ReactNode
  /** Time left and points. */
  timed?: ReactNode
  /** One quiet line: what is waiting, what was taken back. */
  status: ReactNode
  menu?: ReactNode
  footer?: ReactNode
  onEnd: () => void
  /** A tap beside anything that can be pressed. */
  onTap?: () => void
  children: ReactNode
}

const pressable = 'a, button, input, textarea, [role="button"], [role="dialog"], pre, [data-scroll]'

/** A thin line of progress, the card, the action at the thumb. */
export function StudyFrame(props: StudyFrameProps) {
  const tap = (event: MouseEvent) => {
    const isPress = (event.target as Element).closest(pressable) !== null
    const isSelecting = document.getSelection()?.isCollapsed === false
    if (!isPress && !isSelecting) props.onTap?.()
  }
  const percent = Math.round(props.progress * 100)
  return (
    <div className={classes.frame}>
      <section className={classes.top} aria-label="Session">
        {props.timeBar}
        <div
          className={props.timeBar ? 'visuallyHidden' : classes.line}
          role="progressbar"
          aria-label="Progress"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuetext={props.progressText}
        >
          <div className={classes.lineFill} style={{ width: `${percent}%` }} />
        </div>
        <div className={classes.bar}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label="End the session"
            onClick={props.onEnd}
          >
            <IconX size={22} stroke={1.75} aria-hidden />
          </ActionIcon>
          <span className={classes.middle}>
            {props.timed}
            <span className={classes.status} role="status">
              {props.status}
            </span>
          </span>
          <span className={classes.menu}>{props.menu}</span>
        </div>
      </section>
      {/* The same as Space and the button, for a thumb. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are in useShortcuts */}
      <main
        id="main"
        className={classes.main}
        tabIndex={-1}
        onClick={tap}
        data-can-tap={props.onTap !== undefined || undefined}
      >
        <h1 className="visuallyHidden">{props.title}</h1>
        {props.children}
      </main>
      {props.footer && (
        <section className={classes.footer} aria-label="Your answer">
          {props.footer}
        </section>
      )}
    </div>
  )
}
