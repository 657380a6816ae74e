import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { Ending, LengthTerms } from '#lib/core/template-text.ts'
import { ENDINGS, roomOf } from '#lib/core/template-text.ts'

const ELEMENT_OF = { time: 'visit_time', doctor: 'visit_doctor', office: 'visit_office', link: 'visit_link' } as const

/** What stands after the author's words, each with the characters that are kept for it. */
export function EndingsChoice({
  language,
  endings,
  terms,
  onChange,
}: {
  language: string
  endings: readonly Ending[]
  terms: Omit<LengthTerms, 'language'>
  onChange: (endings: Ending[]) => void
}) {
  const t = useTranslations('templates.form')
  const formats = useFormats()
  const room = roomOf({ ...terms, language })
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 type-small">
        <span className="type-label">{t('endings')}</span> <span className="text-ink-3">{t('endingsHint')}</span>
      </legend>
      <div className="grid gap-1.5 md:grid-cols-2">
        {ENDINGS.map((ending) => (
          <label
            key={ending}
            className="flex min-h-(--h-m) cursor-pointer items-center gap-2.5 rounded-m border border-line-strong px-2.5 py-1.5 has-checked:border-blue-line has-checked:bg-blue-soft has-checked:text-blue-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-(--focus)"
          >
            <input
              type="checkbox"
              name={`endings.${language}`}
              value={ending}
              className="check-mark"
              checked={endings.includes(ending)}
              onChange={({ target }) =>
                onChange(ENDINGS.filter((one) => (one === ending ? target.checked : endings.includes(one))))
              }
            />
            <span className="flex-1">{t(`ending.${ending}`)}</span>
            <b>{formats.whole(room[ELEMENT_OF[ending]])}</b>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
