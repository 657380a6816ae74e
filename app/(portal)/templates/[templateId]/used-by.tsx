import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { TemplateUse } from '#db/queries/template-list.ts'
import { useUseNames } from '../_list/use-names.ts'

/** What saving changes: every rule and greeting that writes in these words. */
export function UsedBy({ uses }: { uses: TemplateUse[] }) {
  const t = useTranslations('templates.form')
  const formats = useFormats()
  const nameOf = useUseNames()
  return uses.length === 0 ? t('unusedNote') : t('usedNote', { uses: formats.list(uses.map(nameOf)) })
}
