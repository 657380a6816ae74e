import type { Figures } from '#lib/campaigns/figures.ts'
import { MAX_BODY_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#lib/campaigns/inputs.ts'
import type { PreviewProblem } from '#lib/campaigns/preview-figures.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import { MAX_SEGMENTS } from '#lib/core/sms-segments.ts'
import { hasLineBreak } from '#lib/core/text-normalisation.ts'
import type { ErrorCode } from '#lib/runtime/errors.ts'

type Problem = PreviewProblem & { code: ErrorCode }

/** Everything that keeps a campaign from being sent, whenever that would be: texts first, then people, then money. */
export function problemsOf(
  wordings: readonly Wording[],
  figures: Pick<Figures, 'willGet' | 'languages'>,
  missingMicro: number,
): Problem[] {
  if (wordings.length === 0) return [{ code: 'campaign_blank', params: {}, field: 'compositions' }]
  return [
    ...wordings.flatMap(textProblems),
    ...wordings.flatMap((wording) => lengthProblems(wording, figures)),
    ...(figures.willGet === 0 ? [{ code: 'campaign_no_recipients' as const, params: {}, field: 'audience' }] : []),
    ...(missingMicro > 0 ? [{ code: 'insufficient_balance' as const, params: { missingMicro }, field: null }] : []),
  ]
}

function textProblems({ channel, language, subject, body }: Wording): Problem[] {
  const fields = [
    { field: `compositions.${language}.subject`, text: subject, max: MAX_SUBJECT_CHARACTERS },
    { field: `compositions.${language}.body`, text: body, max: MAX_BODY_CHARACTERS },
  ]
  const broken = hasLineBreak(subject)
    ? [{ code: 'subject_line_break' as const, params: {}, field: `compositions.${language}.subject` }]
    : []
  const blank =
    channel === 'email' && subject.trim() === ''
      ? [{ code: 'subject_blank' as const, params: {}, field: `compositions.${language}.subject` }]
      : []
  return [
    ...broken,
    ...blank,
    ...fields.flatMap(({ field, text, max }) => [
      ...(text.length > max ? [{ code: 'text_too_long' as const, params: { max }, field }] : []),
      ...compileComposition(text)
        .unknown.slice(0, 1)
        .map(({ name }) => ({ code: 'placeholder_unknown' as const, params: { name }, field })),
    ]),
  ]
}

function lengthProblems({ language }: Wording, { languages }: Pick<Figures, 'languages'>): Problem[] {
  const longest = languages
    .filter(({ textLanguage }) => textLanguage === language)
    .flatMap(({ bySegments }) => bySegments)
    .some(({ segments }) => segments > MAX_SEGMENTS)
  const field = `compositions.${language}.body`
  return longest ? [{ code: 'text_too_many_segments', params: { max: MAX_SEGMENTS }, field }] : []
}
