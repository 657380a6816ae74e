import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { findClinic } from '#db/queries/clinics.ts'
import { findTemplate } from '#db/queries/templates.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { oneOf, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { loadTextTerms } from '../../_texts/load-text-terms.ts'
import { textsOnScreen } from '../../_texts/template-texts.ts'
import { TemplateForm } from '../_form/template-form.tsx'

export const generateMetadata = titled('templates.new.title')

/** A new template; or, with `?of=` and `?clinic=`, a clinic's own text, which begins as the chain's. */
export default portalPage(async function NewTemplatePage({ searchParams }: PageProps<'/templates/new'>) {
  const ctx = await requireStaff('template.write')
  const params = await searchParams
  const t = await getTranslations('templates')
  const [of, clinicId] = [uuid(params, 'of'), uuid(params, 'clinic')]
  const variant = of && clinicId ? await findBeginning(ctx, of, clinicId) : null
  if (!variant && (of || !mayWriteTemplate(ctx, null))) notFound()
  const purpose = variant?.original.purpose ?? oneOf(params, 'purpose', TEMPLATE_PURPOSES) ?? 'reminder'
  const original = variant?.original.texts ?? null
  const terms = await loadTextTerms(ctx, {
    clinicId: variant?.clinic.id ?? null,
    written: original?.map(({ language }) => language) ?? [],
  })
  const names = variant ? { name: variant.original.name, clinic: variant.clinic.name } : null
  return (
    <ClientMessages namespaces={['campaigns', 'templates']}>
      <PageHead
        crumbs={[
          { href: '/templates', label: t('title') },
          ...(variant ? [{ href: `/templates/${variant.original.id}`, label: variant.original.name }] : []),
        ]}
        title={names ? t('new.variantTitle', names) : t('new.title')}
        sub={names ? t('new.variantSub', { clinic: names.clinic }) : t('new.sub')}
      />
      <div className="max-w-[1080px]">
        <TemplateForm
          terms={terms}
          original={original}
          footnote={null}
          start={{
            templateId: null,
            version: 0,
            purpose,
            name: variant?.original.name ?? '',
            variant: variant && { of: variant.original.id, clinicId: variant.clinic.id },
            texts: textsOnScreen(terms.languages, original ?? [], purpose, { isNew: !variant }),
          }}
        />
      </div>
    </ClientMessages>
  )
})

// What the verb would refuse is not offered.
async function findBeginning(ctx: Ctx, of: string, clinicId: string) {
  const [original, clinic] = await inChain(ctx, async (tx) => [
    await findTemplate(tx, ctx.chainId, of),
    await findClinic(tx, ctx.chainId, clinicId),
  ])
  if (!original || !clinic || original.variantOf !== null || original.archivedAt !== null) return null
  return mayWriteTemplate(ctx, clinicId) ? { original, clinic } : null
}
