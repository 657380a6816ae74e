import { uselessFrom } from '#lib/core/reminder-rule.ts'
import { visitValuesOf } from '#lib/core/visit-values.ts'
import type { AutomaticTerms } from '#lib/deliveries/automatic-wordings.ts'
import { newLinkCode } from '#lib/deliveries/link-code.ts'
import type { AutomaticText } from '#lib/deliveries/write-automatic.ts'
import type { Approved } from '#lib/reminders/send-due.ts'

/** So many visits are still one text; more at one number and day are not a family. */
const MOST_VISITS = 4

type Family = [Approved, ...Approved[]]

/**
 * Visits at one number, clinic and day under one rule are one text, told in the order of their times. A change of time is told for
 * each visit by itself.
 */
export function familiesOf(approved: readonly Approved[]): Family[] {
  const together = Map.groupBy(approved, ({ reminder, recipient }) => {
    const { ruleId, kind, clinicId, startsLocal, appointmentId } = reminder
    const visitDay = startsLocal.slice(0, 10)
    const alone = kind === 'time_changed' ? appointmentId : ''
    return `${ruleId} ${kind} ${clinicId} ${visitDay} ${recipient.address} ${alone}`
  })
  return [...together.values()].flatMap((visits) => {
    const inOrder = visits.toSorted((a, b) => a.reminder.startsAtMilliseconds - b.reminder.startsAtMilliseconds)
    const parts = Array.from({ length: Math.ceil(inOrder.length / MOST_VISITS) }, (_, index) =>
      inOrder.slice(index * MOST_VISITS, (index + 1) * MOST_VISITS),
    )
    return parts.filter((part): part is Family => part.length > 0)
  })
}

/** The text of a family, in the language of who comes first and to their number; it is too late for it when it is for them. */
export function familyText(family: Family, terms: AutomaticTerms): AutomaticText {
  const [{ reminder: first, recipient }] = family
  const visits = family.map(({ reminder }) => reminder)
  const { language } = recipient
  const visitCode = newLinkCode()
  const wording = terms.wordingOf(first.templateId, language, first.channel)
  const values = visitValuesOf(language, [first, ...visits.slice(1)], { chainName: terms.chain.name, visitCode })
  const { params, segments, priceMicro } = wording.fill(values, null, recipient)
  return {
    ...{ params, segments, priceMicro, language, wordingId: wording.id },
    ...{ address: recipient.address, country: recipient.country, freeIfUndelivered: recipient.freeIfUndelivered },
    ...{ patientId: first.patientId, clinicId: first.clinicId, today: first.today, hours: first.hours },
    validUntil: uselessFrom(new Date(first.startsAtMilliseconds)),
    visitCode: params.includes(visitCode) ? visitCode : null,
  }
}
