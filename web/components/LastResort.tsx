import { Component, type ReactNode } from 'react'

/** Catches what no page caught. It uses nothing of the app, which may be what failed. */
export class LastResort extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {}

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    if (this.state.message === undefined) return this.props.children
    return (
      <main
        style={{ padding: '4rem 1rem', textAlign: 'center', fontFamily: 'system-ui, sans-serif' }}
        role="alert"
      >
        <h1>Memoryloop stopped</h1>
        <p>{this.state.message}</p>
        <p>Everything you have answered is saved.</p>
        <button type="button" onClick={() => location.assign('/')}>
          Start again
        </button>
      </main>
    )
  }
}
