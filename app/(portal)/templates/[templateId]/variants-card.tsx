import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { TemplateRow } from '#db/queries/templates.ts'
import { may } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'
import { saysTheSame, TextDiff } from '../../_texts/text-diff.tsx'
import type { LoadedTemplate } from './load-template.ts'

/** Clinics that say it otherwise, each with what differs; and the way for another to do so. */
export function VariantsCard({ loaded, ctx }: { loaded: LoadedTemplate; ctx: Ctx }) {
  const t = useTranslations('templates.variants')
  const { template, variants, clinics } = loaded
  const nameOf = (clinicId: string | null) => clinics.find(({ id }) => id === clinicId)?.name ?? ''
  const free = clinics.filter(
    ({ id }) => mayWriteTemplate(ctx, id) && !variants.some(({ clinicId }) => clinicId === id),
  )
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        {variants.length === 0 && <p className="type-small text-ink-2">{t('none')}</p>}
        {variants.map((variant) => (
          <section key={variant.id} className="grid gap-1.5">
            <Link href={`/templates/${variant.id}`} className="link justify-self-start type-strong" prefetch={false}>
              {nameOf(variant.clinicId)}
            </Link>
            <Differences original={template} variant={variant} />
          </section>
        ))}
        {may(ctx.role, 'template.write') && free.length > 0 && (
          <form action="/templates/new" className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
            <input type="hidden" name="of" value={template.id} />
            <Select
              name="clinic"
              size="s"
              className="min-w-0 flex-1"
              aria-label={t('clinic')}
              options={free.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button type="submit" size="s">
              {t('make')}
            </Button>
          </form>
        )}
      </div>
    </Card>
  )
}

const NOTHING = { subject: '', body: '', endings: [] }

function Differences({ original, variant }: { original: TemplateRow; variant: TemplateRow }) {
  const t = useTranslations('templates.variants')
  const formats = useFormats()
  const languages = [...new Set([...original.texts, ...variant.texts].map(({ language }) => language))]
  const different = languages.flatMap((language) => {
    const of = (row: TemplateRow) => row.texts.find((text) => text.language === language) ?? NOTHING
    return saysTheSame(of(original), of(variant)) ? [] : [{ language, before: of(original), after: of(variant) }]
  })
  if (different.length === 0) return <p className="type-small text-ink-3">{t('same')}</p>
  return different.map(({ language, before, after }) => (
    <div key={language} className="grid gap-1">
      <p className="type-meta text-ink-3 first-letter:uppercase">{formats.language(language)}</p>
      <TextDiff language={language} before={before} after={after} />
    </div>
  ))
}
