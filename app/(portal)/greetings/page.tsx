import { getFormats } from '#i18n/get-formats.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { loadPersonal } from './_personal/load-personal.ts'
import { PersonalPage } from './_personal/personal-page.tsx'
import { settingsChoices } from './_personal/settings-choices.ts'
import { GreetingSettingsForm } from './greeting-settings.tsx'

export const generateMetadata = titled('greetings.title')

export default portalPage(async function GreetingsPage({ searchParams }: PageProps<'/greetings'>) {
  const ctx = await requireStaff('automatic.read')
  const loaded = await loadPersonal(ctx, 'greeting')
  const { greeting, clinics, mayChange } = loaded
  const closed = clinics.filter(({ closesAt }) => greeting && greeting.atLocal >= closesAt.slice(0, 'HH:MM'.length))
  const formats = await getFormats()
  return (
    <PersonalPage loaded={loaded} searchParams={await searchParams}>
      <GreetingSettingsForm
        settings={greeting}
        choices={settingsChoices(loaded)}
        mayChange={mayChange}
        closedClinics={formats.list(closed.map(({ name }) => name))}
      />
    </PersonalPage>
  )
})
