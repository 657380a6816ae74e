import { useTranslations } from 'next-intl'

import { FieldMessage } from '#components/ui/field.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AnyPlaceholder } from '#lib/core/placeholders.ts'
import type { TextBudget } from '#lib/core/template-text.ts'

type Look = { key: string; label: string; characters: number; texture: string; color: string }

// Each element keeps its colour and texture in every text.
const LOOKS: Record<AnyPlaceholder, Pick<Look, 'texture' | 'color'>> = {
  first_name: { texture: 'solid', color: 'var(--blue)' },
  last_name: { texture: 'hatch', color: 'var(--blue)' },
  clinic_name: { texture: 'solid', color: 'var(--petal-2)' },
  clinic_phone: { texture: 'hatch', color: 'var(--petal-2)' },
  chain_name: { texture: 'dots', color: 'var(--petal-2)' },
  visit_time: { texture: 'hatch', color: 'var(--c-campaign)' },
  visit_old_time: { texture: 'dots', color: 'var(--c-campaign)' },
  visit_doctor: { texture: 'dots', color: 'var(--blue)' },
  visit_office: { texture: 'solid', color: 'var(--c-greeting)' },
  visit_link: { texture: 'hatch', color: 'var(--c-private)' },
}

/** What the characters of a text go to, every value at its budget: how many are left, said and drawn. */
export function BudgetBar({ budget, max, id }: { budget: TextBudget; max: number; id: string }) {
  const t = useTranslations('templates.form')
  const tElements = useTranslations('templates.elements')
  const formats = useFormats()
  const left = max - budget.characters
  const parts: Look[] = [
    { key: 'own', label: t('own'), characters: budget.own, texture: 'solid', color: 'var(--ink-2)' },
    ...budget.elements.map(({ element, characters }) => ({
      key: element,
      label: tElements(element),
      characters,
      ...LOOKS[element],
    })),
  ]
  return (
    <div id={id} className="grid gap-1.5">
      <p className="type-strong">{t('left', { left: formats.whole(left), max: formats.whole(max) })}</p>
      <div className="flex h-2.5 gap-0.5 overflow-hidden rounded-s" aria-hidden="true">
        {parts
          .filter(({ characters }) => characters > 0)
          .map(({ key, characters, texture, color }) => (
            <span key={key} className={`tx-${texture}`} style={{ flex: `${characters} 0 4px`, '--tx': color }} />
          ))}
        {left > 0 && <span className="border border-line-strong" style={{ flex: `${left} 0 4px` }} />}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 type-small text-ink-2">
        {parts.map(({ key, label, characters, texture, color }) => (
          <li key={key} className="inline-flex items-center gap-[7px]">
            <span
              aria-hidden="true"
              className={`size-3 shrink-0 rounded-[3px] tx-${texture}`}
              style={{ '--tx': color }}
            />
            {label} <b>{formats.whole(characters)}</b>
          </li>
        ))}
        {left > 0 && (
          <li className="inline-flex items-center gap-[7px]">
            <span aria-hidden="true" className="size-3 shrink-0 rounded-[3px] border border-line-strong" />
            {t('free')} <b>{formats.whole(left)}</b>
          </li>
        )}
      </ul>
      {left < 0 && <FieldMessage id={`${id}-over`} error={t('over', { count: -left })} />}
    </div>
  )
}
