import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { isVisitPurpose } from '#lib/core/template-text.ts'

/** A text as it stands on the screen. */
export type TemplateText = { language: string; subject: string; body: string; endings: Ending[] }

/** What a new text opens with; its author may delete it, and put it back from the elements. */
export const OPENING = '{first_name}, '

const USUAL_ENDINGS: Ending[] = ['time', 'doctor', 'office']

/** A field for each language: with its text, or as a new one opens. */
export function textsOnScreen(
  languages: readonly string[],
  texts: readonly TemplateText[],
  purpose: TemplatePurpose,
  { isNew }: { isNew: boolean },
): TemplateText[] {
  const endings = isVisitPurpose(purpose) ? USUAL_ENDINGS : []
  return languages.map(
    (language) =>
      texts.find((text) => text.language === language) ?? {
        language,
        subject: '',
        body: isNew ? OPENING : '',
        endings,
      },
  )
}

/** Whether a language has no text: what only calls a patient by name says nothing yet. */
export function isBlankText({ body }: Pick<TemplateText, 'body'>): boolean {
  return body.trim() === '' || body.trim() === OPENING.trim()
}

/** Texts as they are saved: a language without one goes as blank, so that every field keeps its place. */
export function textsToSave(texts: readonly TemplateText[]): TemplateText[] {
  return texts.map((text) => (isBlankText(text) ? { ...text, body: '' } : text))
}
