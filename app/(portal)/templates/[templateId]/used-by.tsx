import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { TemplateUse } from '#db/queries/template-list.ts'
import { useUseNames } from '../_list/use-names.ts'
import { ArchiveTemplate } from './archive-template.tsx'

/** What saving changes: every rule and greeting that writes in these words. */
export function UsedBy({ uses }: { uses: TemplateUse[] }) {
  const t = useTranslations('templates.form')
  const formats = useFormats()
  const nameOf = useUseNames()
  return uses.length === 0 ? t('unusedNote') : t('usedNote', { uses: formats.list(uses.map(nameOf)) })
}

/** Put away or back, with what stands in the way by its name. */
export function TemplateActions({
  template,
  uses,
  clinicName,
}: {
  template: { id: string; archivedAt: string | null }
  uses: TemplateUse[]
  clinicName: string | null
}) {
  const nameOf = useUseNames()
  return (
    <ArchiveTemplate
      template={{ id: template.id, archivedAt: template.archivedAt }}
      uses={uses.map(nameOf)}
      clinicName={clinicName}
    />
  )
}
