import { Check, Minus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { Table } from '#components/ui/table.tsx'
import type { Permission } from '#lib/core/permissions.ts'
import { may, PERMISSIONS, STAFF_ROLES } from '#lib/core/permissions.ts'

type Underscored<T extends string> = T extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never

/** The table of rights, drawn from the one that the code obeys. */
export function RightsCard() {
  const t = useTranslations('settings.rights')
  const tRole = useTranslations('statuses.roles')
  return (
    <Card flush title={t('title')}>
      <Table label={t('list')}>
        <thead>
          <tr>
            <th scope="col">{t('permission')}</th>
            {STAFF_ROLES.map((role) => (
              // Upright on a phone, so that every role fits beside the name of the right.
              <th key={role} scope="col" className="text-center!">
                <span className="max-md:rotate-180 max-md:[writing-mode:vertical-rl]">{tRole(role)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <tr key={permission}>
              <th scope="row" className="font-normal">
                {t(`names.${permission.replace('.', '_') as Underscored<Permission>}`)}
              </th>
              {STAFF_ROLES.map((role) => (
                <td key={role} className="text-center">
                  {may(role, permission) ? (
                    <Check className="inline size-4 text-ok" role="img" aria-label={t('yes')} />
                  ) : (
                    <Minus className="inline size-4 text-ink-3" role="img" aria-label={t('no')} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
