import { useEffect } from 'react'

/** Names the page in the tab and for screen readers, which hear it after a change of page. */
export function usePageTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · Memoryloop` : 'Memoryloop'
  }, [title])
}
