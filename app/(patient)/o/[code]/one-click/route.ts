import { refuseOffersByOneClick } from '#lib/opt-outs/choose.ts'
import { patientLink } from '#lib/web/patient-link.ts'
import { readSmallForm } from '#lib/web/small-form.ts'

/**
 * Takes the post that a mail program sends when its reader presses "unsubscribe" (RFC 8058, section 3.2): from another origin,
 * without cookies, answered without a redirect or a question. Sent again, it is answered alike and changes nothing.
 */
export async function POST(request: Request, { params }: RouteContext<'/o/[code]/one-click'>): Promise<Response> {
  const link = await patientLink((await params).code)
  if (!link) return new Response(null, { status: 404 })

  const form = await readSmallForm(request)
  if (form?.get('List-Unsubscribe') !== 'One-Click') return new Response(null, { status: 400 })

  await refuseOffersByOneClick(link)
  return new Response(null, { status: 200 })
}

/** A person, or a scanner, opened the address: the page asks, and nothing changes by itself. */
export async function GET(_request: Request, { params }: RouteContext<'/o/[code]/one-click'>): Promise<Response> {
  const path = `/o/${encodeURIComponent((await params).code)}`
  return new Response(null, { status: 302, headers: { Location: path } })
}
