import type { ReactNode } from 'react'

/** A page held in one hand: one column, no navigation, nothing of the portal. Its language is the patient's (see readLocale). */
export default function PatientLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid w-full max-w-[480px] content-start gap-4 px-4 py-8 text-[16px]/6 md:py-16">
      {children}
    </main>
  )
}
