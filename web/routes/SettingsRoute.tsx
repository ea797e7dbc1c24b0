import { useQuery } from '@apollo/client/react'
import { ErrorState } from '../components/ErrorState.tsx'
import { Page } from '../components/Page.tsx'
import { RowsSkeleton } from '../components/RowsSkeleton.tsx'
import { ApiTokensSection } from '../features/apiTokens/ApiTokensSection.tsx'
import { AccountSection } from '../features/settings/AccountSection.tsx'
import { AdministrationSection } from '../features/settings/AdministrationSection.tsx'
import { DeletionsSection } from '../features/settings/DeletionsSection.tsx'
import { StudySettingsForm } from '../features/settings/StudySettingsForm.tsx'
import { SettingsQuery } from '../features/settings/settingsQuery.ts'
import { ThemeSection } from '../features/settings/ThemeSection.tsx'

export function SettingsRoute() {
  const { data, error, refetch } = useQuery(SettingsQuery)
  const viewer = data?.viewer
  return (
    <Page title="Settings">
      {viewer ? (
        <>
          <StudySettingsForm settings={viewer.settings} />
          <ThemeSection />
          <AccountSection email={viewer.email} isGuest={viewer.isGuest} />
          <ApiTokensSection tokens={viewer.apiTokens} isGuest={viewer.isGuest} />
          <DeletionsSection deletions={viewer.deletions} />
          {viewer.isAdmin && <AdministrationSection />}
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => refetch()} />
      ) : (
        <RowsSkeleton rows={4} height={140} gap={28} />
      )}
    </Page>
  )
}
