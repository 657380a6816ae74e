import { patientPageKind } from '#lib/web/patient-link.ts'
import { LinkGoneMessage } from './_pages/link-gone-message.tsx'
import { NotFoundMessage } from './_pages/not-found-message.tsx'

/** For an address that belongs to no part of the portal, so without its frame; a patient's link that leads nowhere ends here, too. */
export default async function NotFound() {
  const kind = await patientPageKind()
  return <main>{kind ? <LinkGoneMessage kind={kind} /> : <NotFoundMessage />}</main>
}
