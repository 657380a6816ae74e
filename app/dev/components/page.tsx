import type { Metadata } from 'next'

import { LocaleSwitch } from '#app/_locale/locale-switch.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { ActionsSection } from './_sections/actions.tsx'
import { FieldsSection } from './_sections/fields.tsx'
import { FiguresSection } from './_sections/figures.tsx'
import { FloatingSection } from './_sections/floating.tsx'
import { StatesSection } from './_sections/states.tsx'
import { TablesSection } from './_sections/tables.tsx'
import { TypeSection } from './_sections/type.tsx'

export const metadata: Metadata = { title: 'Components' }

/** Every component in every state, in the language and theme that are on: for the eye, for axe and for screenshots. */
export default function ComponentsPage() {
  return (
    <main className="mx-auto max-w-[1440px] p-4 md:p-7">
      <header className="mb-5 flex items-center gap-4">
        <Logo size={44} />
        <div className="flex-1">
          <h1>Meelespea components</h1>
          <p className="text-ink-2">Every state side by side.</p>
        </div>
        <LocaleSwitch />
      </header>
      <div className="grid items-start gap-4 xl:grid-cols-3">
        <ActionsSection />
        <FieldsSection />
        <StatesSection />
        <FiguresSection />
        <TablesSection />
        <FloatingSection />
        <TypeSection />
      </div>
    </main>
  )
}
