import { readUpTo } from '#lib/web/read-up-to.ts'

const MAX_FORM_BYTES = 64 * 1024

/**
 * A posted form of a few fields, urlencoded or multipart; null for what is no form, and for one that is larger than any of ours.
 * These posts come from anywhere without signing in, so no more than that is ever read.
 */
export async function readSmallForm(request: Request): Promise<FormData | null> {
  const body = await readUpTo(request, MAX_FORM_BYTES)
  if (!body) return null
  const multipart = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')
  const type = multipart ? (request.headers.get('content-type') ?? '') : 'application/x-www-form-urlencoded'
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData()
  } catch {
    return null
  }
}
