import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import type { Fact } from '#components/ui/facts-list.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Import } from '#db/queries/imports.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { AppointmentFigures, PatientFigures } from '#lib/core/import-figures.ts'

/** Who or what is in the file, rows entered twice counted once. */
export function FiguresCard({ state }: { state: Import }) {
  if (!state.figures) return null
  return state.kind === 'patients' ? (
    <PeopleCard figures={state.figures as PatientFigures} />
  ) : (
    <AppointmentsCard figures={state.figures as AppointmentFigures} />
  )
}

function PeopleCard({ figures }: { figures: PatientFigures }) {
  const t = useTranslations('imports.people')
  const formats = useFormats()
  const { whole } = formats
  const debts = figures.debt_cents > 0 ? ` · ${formats.money(figures.debt_cents * 10_000)}` : ''
  return (
    <Card title={t('title')}>
      <FactsList
        facts={[
          { label: t('withSms'), value: whole(figures.with_sms_number) },
          { label: '', value: t('distinct', { count: figures.distinct_sms_numbers }), key: 'distinct' },
          { label: t('landline'), value: whole(figures.landline_only) },
          { label: t('invalid'), value: whole(figures.invalid_number) },
          { label: t('withEmail'), value: whole(figures.with_email) },
          { label: t('consent'), value: whole(figures.marketing_consent) },
          { label: t('debtors'), value: `${whole(figures.debtors)}${debts}` },
          { label: t('deceased'), value: whole(figures.deceased) },
        ]}
      />
      <Split title={t('byLanguage')}>
        {counted(figures.by_language, (code) => (code === 'None' ? t('noLanguage') : formats.language(code)), whole)}
      </Split>
      <Split title={t('byClinic')}>{counted(figures.by_clinic, (name) => name, whole)}</Split>
    </Card>
  )
}

function AppointmentsCard({ figures }: { figures: AppointmentFigures }) {
  const t = useTranslations('imports.people')
  const tStatus = useTranslations('imports.visitStatus')
  const { whole } = useFormats()
  return (
    <Card title={t('visitsTitle')}>
      <FactsList facts={[{ label: t('inFuture'), value: whole(figures.in_future) }]} />
      <Split title={t('byStatus')}>
        {counted(figures.by_status, (status) => tStatus(status as AppointmentStatus), whole)}
      </Split>
    </Card>
  )
}

function Split({ title, children }: { title: string; children: Fact[] }) {
  return (
    <div className="mt-4 border-t border-line pt-3">
      <h3 className="mb-1.5 type-label">{title}</h3>
      <FactsList dense facts={children} />
    </div>
  )
}

function counted(
  counts: Record<string, number>,
  labelOf: (key: string) => string,
  whole: (n: number) => string,
): Fact[] {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([key, count]) => ({ key, label: labelOf(key), value: whole(count) }))
}
