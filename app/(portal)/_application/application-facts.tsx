import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ApplicationText } from '#db/queries/applications.ts'
import type { ApplicationField } from '#lib/activation/inputs.ts'

const SHOWN: readonly ApplicationField[] = [
  'legalName',
  'registryCode',
  'location',
  'monthlyTexts',
  'senderName',
  'contactName',
  'contactEmail',
  'contactPhone',
]

/** An application as it was sent in. */
export function ApplicationFacts({ application }: { application: ApplicationText }) {
  const t = useTranslations('activation')
  const formats = useFormats()
  const value = (field: ApplicationField) => {
    const text = application[field]
    if (field === 'location' && /^[A-Z]{2}$/.test(text)) return formats.country(text)
    if (field === 'monthlyTexts' && /^\d+$/.test(text)) return formats.whole(Number(text))
    return text || '–'
  }
  return (
    <Card title={t('form')}>
      <dl className="grid gap-x-6 gap-y-3 md:grid-cols-2">
        {SHOWN.map((field) => (
          <div key={field} className="min-w-0">
            <dt className="type-small text-ink-2">
              {field === 'contactName' ? t('groups.contact') : t(`fields.${field}`)}
            </dt>
            <dd className="font-medium wrap-anywhere">{value(field)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
