import { Page } from '../components/Page.tsx'
import { LeechList } from '../features/leeches/LeechList.tsx'

export function LeechesRoute() {
  return (
    <Page title="Leeches">
      <LeechList />
    </Page>
  )
}
