import { useEffect, useState } from 'react'

interface Viewer {
  email: string | null
  isGuest: boolean
}

/** Whose data the operations see, and the way to some when nobody is signed in. */
export function SessionStatus({
  answers,
}: {
  /** grows with every answer, each of which may change it */ answers: number
}) {
  const [viewer, setViewer] = useState<Viewer | null | undefined>()
  const [failure, setFailure] = useState('')

  useEffect(() => {
    let isCurrent = true
    readViewer().then(
      found => isCurrent && setViewer(found),
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [answers])

  async function start() {
    setFailure('')
    const response = await fetch('/api/auth/sign-in/anonymous', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    if (response.ok) setViewer(await readViewer())
    else setFailure((await response.json().catch(() => null))?.message ?? 'This did not work. Try again.')
  }

  if (viewer === undefined) return null
  return (
    <p className="session-status" role="status">
      {viewer ? (
        <>Signed in {viewer.isGuest ? 'without an account' : `as ${viewer.email}`}.</>
      ) : (
        <>
          Signed out.{' '}
          <button type="button" onClick={start}>
            Start without an account
          </button>{' '}
          or <a href="/sign-in">sign in</a>. {failure}
        </>
      )}{' '}
      Headers may hold a token, which counts instead: <code>{'{ "Authorization": "Bearer ml_…" }'}</code>
    </p>
  )
}

async function readViewer(): Promise<Viewer | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { email isGuest } }' }),
  })
  return (await response.json()).data?.viewer ?? null
}
