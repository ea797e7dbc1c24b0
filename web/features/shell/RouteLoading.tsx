import { Skeleton, Stack } from '@mantine/core'

export function RouteLoading() {
  return (
    <Stack
      gap="md"
      maw={824}
      mx="auto"
      p={{ base: 'md', sm: 'xl' }}
      role="status"
      aria-label="Loading"
      aria-busy
    >
      <Skeleton height={32} width={180} mt={8} />
      <Skeleton height={72} />
      <Skeleton height={72} />
      <Skeleton height={72} />
    </Stack>
  )
}
