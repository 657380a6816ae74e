import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Clinic } from '#db/queries/clinics.ts'
import { phoneAsWritten } from '#lib/phones/written.ts'

export function ClinicsCard({ clinics, mayChange }: { clinics: Clinic[]; mayChange: boolean }) {
  const t = useTranslations('settings.clinics')
  const formats = useFormats()
  return (
    <Card
      flush
      title={t('title')}
      aside={
        mayChange && (
          <LinkButton href="/settings/clinics/new" size="s">
            {t('add')}
          </LinkButton>
        )
      }
    >
      <Table label={t('list')}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col" className="hs">
              {t('phone')}
            </th>
            <th scope="col" className="hs">
              {t('zone')}
            </th>
            <th scope="col">{t('hours')}</th>
            <th scope="col" className="hs">
              {t('language')}
            </th>
            {mayChange && (
              <th scope="col">
                <span className="sr-only">{t('edit')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {clinics.map((clinic) => (
            <tr key={clinic.id}>
              <th scope="row">{clinic.name}</th>
              <td className="hs">{clinic.phone ? phoneAsWritten(clinic.phone) : '–'}</td>
              <td className="hs">{clinic.zone}</td>
              <td className="whitespace-nowrap">{`${clinic.opensAt.slice(0, 5)}–${clinic.closesAt.slice(0, 5)}`}</td>
              <td className="hs">{formats.language(clinic.defaultLanguage)}</td>
              {mayChange && (
                <td className="text-end">
                  <LinkButton
                    href={`/settings/clinics/${clinic.id}`}
                    size="s"
                    variant="quiet"
                    aria-label={`${t('edit')}: ${clinic.name}`}
                  >
                    {t('edit')}
                  </LinkButton>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
