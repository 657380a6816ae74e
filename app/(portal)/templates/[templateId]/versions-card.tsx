import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { TemplateVersion } from '#db/queries/template-versions.ts'
import { TextDiff } from '../../_texts/text-diff.tsx'
import type { LoadedTemplate } from './load-template.ts'
import { VERSIONS_SHOWN } from './load-template.ts'
import { changesOf } from './version-changes.ts'

/** Who saved which version, when, and what it changed. */
export function VersionsCard({ loaded: { template, versions, zone }, path }: { loaded: LoadedTemplate; path: string }) {
  const t = useTranslations('templates.versions')
  const shown = versions.slice(0, VERSIONS_SHOWN)
  const oldest = shown.at(-1)
  return (
    <Card
      flush
      title={t('title')}
      {...(oldest &&
        versions.length > VERSIONS_SHOWN && {
          footer: (
            <Link href={`${path}?versions=${oldest.version}`} className="link">
              {t('older')}
            </Link>
          ),
        })}
    >
      <ol>
        {shown.map((version, index) => (
          <li key={version.version} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0 md:px-5">
            <p className="flex flex-wrap items-center gap-2">
              <span className="type-strong">{t('version', { version: version.version })}</span>
              {version.version === template.version && <Badge tone="info">{t('current')}</Badge>}
            </p>
            <p className="type-small text-ink-3">
              <LocalTime at={version.savedAt} style="dayAndTime" timeZone={zone} /> · {version.savedBy ?? t('nobody')}
            </p>
            <Changes version={version} before={versions[index + 1]} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Changes({ version, before }: { version: TemplateVersion; before: TemplateVersion | undefined }) {
  const t = useTranslations('templates.versions')
  const formats = useFormats()
  if (!before) {
    const languages = formats.list(version.texts.map(({ language }) => formats.language(language)))
    return (
      <p className="type-small text-ink-2">
        {t('first')}
        {languages && `: ${languages}`}
      </p>
    )
  }
  const changes = changesOf(version, before)
  const renamed = version.name !== before.name
  if (changes.length === 0 && !renamed) return <p className="type-small text-ink-3">{t('noChange')}</p>
  return (
    <>
      {renamed && <p className="type-small text-ink-2">{t('renamed', { before: before.name, after: version.name })}</p>}
      {changes.map(({ language, kind, ...texts }) => (
        <details key={language}>
          <summary className="cursor-pointer type-small text-ink-2 first-letter:uppercase">
            {t(`language${kind}`, { language: formats.language(language) })}
          </summary>
          <div className="mt-1.5">
            <TextDiff language={language} {...texts} />
          </div>
        </details>
      ))}
    </>
  )
}
