import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ConsentPolicy } from '#db/queries/consents.ts'

/** What patients were shown before; consents given then still refer to it. */
export function EarlierVersions({
  policies,
  names,
  zone,
}: {
  policies: readonly ConsentPolicy[]
  names: ReadonlyMap<string, string>
  zone: string
}) {
  const t = useTranslations('privacy.consent')
  const formats = useFormats()
  const versions = [...Map.groupBy(policies, ({ version }) => version)]
  return (
    <Card title={t('earlier')}>
      {versions.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      <ul className="grid gap-3">
        {versions.map(([version, texts]) => {
          const savedAt = texts[0]?.savedAt
          const name = names.get(texts[0]?.savedBy ?? '')
          return (
            <li key={version}>
              <details>
                <summary className="cursor-pointer">
                  <span className="type-strong">{t('version', { version: String(version) })}</span>
                  {savedAt && (
                    <span className="block type-small text-ink-2">
                      {name
                        ? t('savedAt', { when: formats.time(savedAt, 'dayAndTime', zone), name })
                        : formats.time(savedAt, 'dayAndTime', zone)}
                    </span>
                  )}
                </summary>
                {texts.map(({ language, body }) => (
                  <div key={language} className="mt-2">
                    <p className="type-label">{formats.language(language)}</p>
                    <blockquote
                      lang={language}
                      className="border-s-2 border-line ps-2.5 type-small whitespace-pre-line text-ink-2"
                    >
                      {body}
                    </blockquote>
                  </div>
                ))}
              </details>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
