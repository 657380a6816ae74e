// Each text names itself: "#k12.p000123#" is campaign k12 to person 123, "#v2.p000123#" the reminder of that person's visit in the second
// chain. Every part of a long text begins or ends with its mark.

export type Mark = { campaign: string; person: number }

const MARK = /#([kv]\d+)\.p(\d{6})#/

/** The body of a campaign's text, or a reminder's, in one part or two; `{first_name}` is the person. */
export function bodyOf(campaign: string, parts: 1 | 2): string {
  const mark = `#${campaign}.{first_name}#`
  return parts === 1 ? `${mark} Tere!` : `${mark} ${'Ootame Teid hammaste kontrolli. '.repeat(5)}${mark}`
}

export function markIn(text: string): Mark | null {
  const [, campaign, person] = MARK.exec(text) ?? []
  return campaign && person ? { campaign, person: Number(person) } : null
}
