import { ButtonLink } from '../../components/ButtonLink.tsx'
import classes from './Settings.module.css'
import { SettingsSection } from './SettingsSection.tsx'

/** The way to what only administrators see. */
export function AdministrationSection() {
  return (
    <SettingsSection title="Administration" description="Only administrators see this.">
      <div className={classes.short}>
        <ButtonLink to="/topics" variant="default">
          Topic demand
        </ButtonLink>
      </div>
    </SettingsSection>
  )
}
