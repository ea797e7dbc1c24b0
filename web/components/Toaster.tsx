import '@mantine/notifications/styles.css'
import { Notifications } from '@mantine/notifications'
import classes from './Toaster.module.css'

export function Toaster() {
  return (
    <Notifications
      position="bottom-center"
      limit={3}
      transitionDuration={150}
      classNames={{ root: classes.toaster, notification: classes.toast }}
    />
  )
}
