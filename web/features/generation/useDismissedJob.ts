import { useLocalStorage } from '@mantine/hooks'

const mostKept = 50

/** Whether the learner has put away, on this device, what is said about a job that is over. */
export function useDismissedJob(jobId: string) {
  const [dismissed, setDismissed] = useLocalStorage<string[]>({
    key: 'memoryloop.dismissed-jobs',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  return {
    isDismissed: dismissed.includes(jobId),
    dismiss: () => setDismissed([...dismissed.slice(1 - mostKept), jobId]),
  }
}
