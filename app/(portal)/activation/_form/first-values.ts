import type { Application } from '#db/queries/applications.ts'
import type { ApplicationForm } from '#lib/activation/inputs.ts'
import { APPLICATION_FIELDS, EMPTY_APPLICATION } from '#lib/activation/inputs.ts'

/** What stands in the form: the draft, or what is known of the chain and of whoever opens it for the first time. */
export function firstValues(
  application: Application | null,
  staff: { name: string; email: string },
  chain: { name: string; senderName: string; location: string },
): ApplicationForm {
  if (!application) {
    const { senderName, location } = chain
    const contact = { contactName: staff.name, contactEmail: staff.email }
    return { ...EMPTY_APPLICATION, ...contact, legalName: chain.name, senderName, location }
  }
  return Object.fromEntries(APPLICATION_FIELDS.map((field) => [field, application[field]])) as ApplicationForm
}
