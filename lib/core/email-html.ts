import { emailOptOutWords } from '#lib/core/rendering.ts'

export type EmailHtmlToMake = {
  /** The chain's name, shown above the text. */
  from: string
  /** Of the text, not of the screen. */
  language: string
  subject: string
  /** Plain text, without the refusal. */
  body: string
  optOutLink?: string | undefined
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g

// Mail programs know tables and inline styles; little else can be relied on. No picture: nothing tells who opened it.
const PAGE = 'margin:0;padding:0;background:#f4f3ef'
const CARD = 'width:100%;max-width:600px;background:#ffffff;border-radius:6px'
const FONT = 'font-family:Arial,Helvetica,sans-serif;color:#22252b'
const NAME = `${FONT};padding:24px 28px 0;font-size:14px;font-weight:bold`
const BODY = `${FONT};padding:12px 28px 28px;font-size:16px;line-height:24px`
const FOOT = `${FONT};padding:0 28px 24px;font-size:13px;line-height:20px;color:#5b606b`

/**
 * The HTML part of an e-mail, made from its text: paragraphs at empty lines, web addresses as links, everything else escaped.
 * It says what the text part says, no more.
 */
export function emailHtmlOf({ from, language, subject, body, optOutLink }: EmailHtmlToMake): string {
  const refusal = optOutLink
    ? `<tr><td dir="auto" style="${FOOT}"><a href="${escaped(optOutLink)}" style="color:#5b606b">${escaped(emailOptOutWords(language))}</a></td></tr>`
    : ''
  return [
    `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(subject)}</title></head><body style="${PAGE}">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">',
    `<table role="presentation" cellpadding="0" cellspacing="0" style="${CARD}">`,
    `<tr><td dir="auto" style="${NAME}">${escaped(from)}</td></tr>`,
    `<tr><td dir="auto" style="${BODY}">${paragraphsOf(body)}</td></tr>`,
    refusal,
    '</table></td></tr></table></body></html>',
  ].join('\n')
}

function paragraphsOf(body: string): string {
  return body
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 16px">${linesOf(paragraph)}</p>`)
    .join('\n')
}

function linesOf(paragraph: string): string {
  return paragraph.split('\n').map(withLinks).join('<br>\n')
}

function withLinks(line: string): string {
  let html = ''
  let end = 0
  for (const { 0: address, index } of line.matchAll(WEB_ADDRESS)) {
    html += `${escaped(line.slice(end, index))}<a href="${escaped(address)}">${escaped(address)}</a>`
    end = index + address.length
  }
  return html + escaped(line.slice(end))
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
