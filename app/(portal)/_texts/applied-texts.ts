import type { TemplateChoice } from './template-choice.ts'

export type PlainText = { language: string; subject: string; body: string }

/** The texts on the screen with those of a template in their place; a language that the template lacks keeps what stands there. */
export function appliedTexts<T extends PlainText>(texts: readonly T[], template: Pick<TemplateChoice, 'texts'>): T[] {
  return texts.map((text) => {
    const found = template.texts.find(({ language }) => language === text.language)
    return found ? { ...text, subject: found.subject || text.subject, body: found.body } : text
  })
}

/** Languages in which applying a template would write over words that somebody has typed. */
export function overwrittenLanguages(texts: readonly PlainText[], template: Pick<TemplateChoice, 'texts'>): string[] {
  const after = appliedTexts(texts, template)
  return texts.flatMap(({ language, body }, index) =>
    body.trim() !== '' && body !== after[index]?.body ? [language] : [],
  )
}

/** Languages on the screen for which a template has nothing. */
export function lackingLanguages(texts: readonly PlainText[], template: Pick<TemplateChoice, 'texts'>): string[] {
  const known = template.texts.map(({ language }) => language)
  return texts.map(({ language }) => language).filter((language) => !known.includes(language))
}
