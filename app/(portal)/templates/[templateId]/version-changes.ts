import type { TemplateVersion } from '#db/queries/template-versions.ts'
import { saysTheSame } from '../../_texts/text-diff.tsx'

type Text = TemplateVersion['texts'][number]
export type LanguageChange = { language: string; kind: 'Added' | 'Removed' | 'Changed'; before: Text; after: Text }

/** What a version says otherwise than the one before it, language by language. */
export function changesOf(version: TemplateVersion, before: TemplateVersion): LanguageChange[] {
  const languages = [...new Set([...before.texts, ...version.texts].map(({ language }) => language))].toSorted()
  return languages.flatMap((language) => {
    const blank: Text = { language, subject: '', body: '', endings: [] }
    const [old, now] = [textIn(before, language), textIn(version, language)]
    if (old && now && saysTheSame(old, now)) return []
    const was = now ? 'Changed' : 'Removed'
    return [{ language, kind: old ? was : 'Added', before: old ?? blank, after: now ?? blank }]
  })
}

function textIn({ texts }: TemplateVersion, language: string): Text | undefined {
  return texts.find((text) => text.language === language)
}
