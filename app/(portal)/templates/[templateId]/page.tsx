import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { PageHead } from '#components/page-head.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Note } from '#components/ui/note.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { may } from '#lib/core/permissions.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { text } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { loadTextTerms } from '../../_texts/load-text-terms.ts'
import { textsOnScreen } from '../../_texts/template-texts.ts'
import { TemplateForm } from '../_form/template-form.tsx'
import { loadTemplate } from './load-template.ts'
import { TemplateToRead } from './template-to-read.tsx'
import { TemplateActions, UsedBy } from './used-by.tsx'
import { VariantsCard } from './variants-card.tsx'
import { VersionsCard } from './versions-card.tsx'

export const generateMetadata = titled('templates.title')

export default portalPage(async function TemplatePage({ params, searchParams }: PageProps<'/templates/[templateId]'>) {
  const ctx = await requireStaff('template.read')
  const id = z.uuid().safeParse((await params).templateId)
  if (!id.success) notFound()
  const search = await searchParams
  const loaded = await loadTemplate(ctx, id.data, versionIn(text(search, 'versions')))
  const { template, original, clinics, uses } = loaded
  const t = await getTranslations('templates')
  const clinic = clinics.find(({ id }) => id === template.clinicId)
  const written = [...template.texts, ...(original?.texts ?? [])].map(({ language }) => language)
  const terms = await loadTextTerms(ctx, { clinicId: template.clinicId, written })
  const archived = template.archivedAt !== null
  const mayWrite = may(ctx.role, 'template.write') && mayWriteTemplate(ctx, template.clinicId)
  const saved = versionIn(text(search, 'saved'))
  const name = original?.name ?? template.name
  return (
    <ClientMessages namespaces={['campaigns', 'templates']}>
      <PageHead
        crumbs={[
          { href: '/templates', label: t('title') },
          ...(original ? [{ href: `/templates/${original.id}`, label: name }] : []),
        ]}
        title={clinic ? t('new.variantTitle', { name, clinic: clinic.name }) : name}
        beside={<Badge>{t(`purpose.${template.purpose}`)}</Badge>}
        {...(clinic && { sub: t('new.variantSub', { clinic: clinic.name }) })}
        actions={
          mayWrite && (
            <TemplateActions template={template} uses={original ? [] : uses} clinicName={clinic?.name ?? null} />
          )
        }
      />
      <div className="mb-4 grid gap-3 empty:hidden">
        {saved !== null && <Note tone="ok" role="status" title={t('form.saved', { version: saved })} />}
        {archived && <Note tone="info" title={t('form.archivedNote')} />}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_324px]">
        {mayWrite && !archived ? (
          <TemplateForm
            key={`${template.id} ${template.version}`}
            terms={terms}
            original={original?.texts ?? null}
            footnote={<UsedBy uses={uses} />}
            start={{
              templateId: template.id,
              version: template.version,
              purpose: template.purpose,
              name,
              variant: original && template.clinicId ? { of: original.id, clinicId: template.clinicId } : null,
              texts: textsOnScreen(terms.languages, template.texts, template.purpose, { isNew: false }),
            }}
          />
        ) : (
          <TemplateToRead template={template} terms={terms} usedBy={<UsedBy uses={uses} />} mayWrite={mayWrite} />
        )}
        <div className="grid gap-4">
          {!original && !archived && <VariantsCard loaded={loaded} ctx={ctx} />}
          <VersionsCard loaded={loaded} path={`/templates/${template.id}`} />
        </div>
      </div>
    </ClientMessages>
  )
})

function versionIn(value: string | undefined): number | null {
  return z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .catch(null)
    .parse(value ?? null)
}
