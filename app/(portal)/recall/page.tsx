import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { loadPersonal } from '../greetings/_personal/load-personal.ts'
import { PersonalPage } from '../greetings/_personal/personal-page.tsx'
import { settingsChoices } from '../greetings/_personal/settings-choices.ts'
import { RecallSettingsForm } from './recall-settings.tsx'

export const generateMetadata = titled('greetings.recallTitle')

export default portalPage(async function RecallPage({ searchParams }: PageProps<'/recall'>) {
  const ctx = await requireStaff('automatic.read')
  const loaded = await loadPersonal(ctx, 'recall')
  return (
    <PersonalPage loaded={loaded} searchParams={await searchParams}>
      <RecallSettingsForm settings={loaded.recall} choices={settingsChoices(loaded)} mayChange={loaded.mayChange} />
    </PersonalPage>
  )
})
