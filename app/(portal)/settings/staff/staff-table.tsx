import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Table } from '#components/ui/table.tsx'
import type { StaffMember } from '#db/queries/staff.ts'
import { ClinicNames } from './clinic-names.tsx'

/** Everybody of the chain; those who were switched off stand last. */
export function StaffTable({
  staff,
  clinicNames,
  ownId,
}: {
  staff: readonly StaffMember[]
  clinicNames: ReadonlyMap<string, string>
  ownId: string | null
}) {
  const t = useTranslations('staff')
  const tRole = useTranslations('statuses.roles')
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col" className="hs">
            {t('role')}
          </th>
          <th scope="col" className="hs">
            {t('clinics')}
          </th>
          <th scope="col" className="hs">
            {t('lastSignIn')}
          </th>
          <th scope="col">
            <span className="sr-only">{t('change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {staff.map(({ id, name, email, role, active, clinicIds, lastSignInAt }) => (
          <tr key={id}>
            <th scope="row">
              {name} {id === ownId && <Badge tone="neutral">{t('you')}</Badge>}
              <span className="block type-small font-normal wrap-anywhere text-ink-3">{email}</span>
              <span className="block type-small font-normal text-ink-2 md:hidden">
                {tRole(role)}, <ClinicNames role={role} clinicIds={clinicIds} clinicNames={clinicNames} />
              </span>
              {!active && (
                <span className="block md:hidden">
                  <Badge tone="warn">{t('inactive')}</Badge>
                </span>
              )}
            </th>
            <td className="hs">
              {tRole(role)}
              {!active && (
                <span className="block">
                  <Badge tone="warn">{t('inactive')}</Badge>
                </span>
              )}
            </td>
            <td className="hs">
              <ClinicNames role={role} clinicIds={clinicIds} clinicNames={clinicNames} />
            </td>
            <td className="hs whitespace-nowrap">
              {lastSignInAt ? <LocalTime at={lastSignInAt} style="dayAndTime" /> : t('never')}
            </td>
            <td className="text-end">
              {id === ownId ? (
                <LinkButton href="/account" size="s" variant="quiet">
                  {t('ownAccount')}
                </LinkButton>
              ) : (
                <LinkButton
                  href={`/settings/staff/${id}`}
                  size="s"
                  variant="quiet"
                  aria-label={`${t('change')}: ${name}`}
                >
                  {t('change')}
                </LinkButton>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
