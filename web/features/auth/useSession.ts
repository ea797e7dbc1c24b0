import type { ApolloClient } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { useNavigate } from '@tanstack/react-router'
import { graphql } from '../../gql/index.ts'
import { detectTimeZone } from '../../lib/timeZones.ts'
import { ViewerQuery } from '../shell/viewerQuery.ts'
import { handOverUnsentReviews } from '../study/outboxStore.ts'
import { LearnerIdQuery } from '../study/readLearnerId.ts'
import { signOut, signOutEverywhere } from './authApi.ts'

/** A new learner's days are counted where they are, until the settings say otherwise. */
const AdoptTimeZone = graphql(`
  mutation AdoptTimeZone($timeZone: String!) {
    updateStudySettings(input: { timeZone: $timeZone }) {
      settings {
        timeZone
      }
    }
  }
`)

interface Entry {
  /** A guest or an account that was made just now. */
  isNew?: boolean
  /** The ready tree to look at first. */
  curated?: string
}

/** A guest's work has moved into the account: so do the answers that could not be sent yet. */
async function handOver(client: ApolloClient, guestId: string): Promise<void> {
  try {
    const { data } = await client.query({ query: LearnerIdQuery })
    const nowId = data?.viewer?.id
    if (nowId && nowId !== guestId) await handOverUnsentReviews(guestId, nowId)
  } catch {
    // They stay on the device; it must not keep anyone out.
  }
}

/** What changes who the learner is: afterwards nothing of the one before is left in memory. */
export function useSession() {
  const client = useApolloClient()
  const navigate = useNavigate()
  const leave = async (end: () => Promise<void>) => {
    await end()
    // First: the welcome page sends whoever is still known to today's page.
    await client.clearStore()
    await navigate({ to: '/welcome' })
  }
  const enter = async ({ isNew, curated }: Entry = {}) => {
    const before = client.cache.readQuery({ query: ViewerQuery })?.viewer
    await client.clearStore()
    if (before?.isGuest) await handOver(client, before.id)
    if (isNew) {
      // The zone can be set later as well; it must not keep anyone out.
      await client
        .mutate({ mutation: AdoptTimeZone, variables: { timeZone: detectTimeZone() } })
        .catch(() => undefined)
    }
    await (curated ? navigate({ to: '/goals/new', search: { curated } }) : navigate({ to: '/' }))
  }
  return {
    /** After a sign-in of any kind: forgets the learner before, and opens the first page. */
    enter,
    signOut: () => leave(signOut),
    signOutEverywhere: () => leave(signOutEverywhere),
  }
}
