import type { DoubtToLookUp } from '#db/queries/doubts.ts'
import { noteFoundByLookUp, noteLookUpAnswers, takeDoubtsToLookUp } from '#db/queries/doubts.ts'
import { adoptRefs, findHolds } from '#db/queries/receipts.ts'
import { findFigures, moveUndecided } from '#db/queries/undecided.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import { DOUBT_HOURS } from '#lib/core/doubt.ts'
import { settle } from '#lib/deliveries/settle.ts'
import type { Provider, SendOutcome } from '#lib/providers/provider.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const TEXTS_A_STEP = 200
const LONGEST_WAIT_MINUTES = 120

type Answers = Map<string, SendOutcome | null>
export type Asked = Pick<Provider<never>, 'name' | 'lookup'>

/**
 * Asks a provider what became of texts in doubt whose turn it is: a minute after the doubt began, then ever more rarely, DOUBT_HOURS
 * long. What it took is accepted, with its references; what it refused is rejected. That it never had a text settles nothing by itself:
 * a person decides, and now knows more. No transaction is open while it answers.
 *
 * @returns how many it was asked for; fewer than `limit` means that there are no more
 */
export async function lookUpDoubts(provider: Asked, limit = TEXTS_A_STEP): Promise<number> {
  const due = await asWorker((tx) =>
    takeDoubtsToLookUp(tx, provider.name, {
      limit,
      longestMinutes: LONGEST_WAIT_MINUTES,
      giveUpHours: DOUBT_HOURS,
    }),
  )
  if (due.length > 0) await recordAnswers(provider.name, due, await askSafely(provider, due))
  return due.length
}

/** A provider that cannot be asked now has said nothing about any of them. */
async function askSafely(provider: Asked, due: readonly DoubtToLookUp[]): Promise<Answers> {
  try {
    return (await provider.lookup?.(due.map(clientRefOf))) ?? new Map()
  } catch (error) {
    log.error('a provider could not be asked for texts in doubt', error, { provider: provider.name, count: due.length })
    return new Map()
  }
}

/** One transaction. A text that somebody is deciding at this moment is left to them. */
async function recordAnswers(provider: string, due: readonly DoubtToLookUp[], answers: Answers): Promise<void> {
  const outcomeOf = (deliveryId: string) => {
    const key = due.find((one) => one.deliveryId === deliveryId)
    return (key && answers.get(clientRefOf(key))) ?? null
  }
  const settled = due.filter(({ deliveryId }) => isSettled(outcomeOf(deliveryId)))
  const open = due.filter(({ deliveryId }) => !isSettled(outcomeOf(deliveryId)))

  await asWorker(async (tx) => {
    await noteLookUpAnswers(
      tx,
      open.map((key) => ({ ...key, answer: answers.get(clientRefOf(key)) === null ? 'never_had_it' : 'cannot_say' })),
    )
    const texts = settled.length > 0 ? await findFigures(tx, settled) : []
    if (texts.length === 0) return
    const found = texts.map((text) => ({ ...text, outcome: outcomeOf(text.deliveryId) }))
    const accepted = found.flatMap(({ outcome, ...text }) =>
      outcome?.outcome === 'accepted' ? [{ ...text, refs: outcome.refs }] : [],
    )
    const rejected = found.flatMap(({ outcome, ...text }) =>
      outcome?.outcome === 'rejected' ? [{ ...text, reason: outcome.reason }] : [],
    )

    await adoptRefs(
      tx,
      accepted.flatMap(({ refs, ...key }) =>
        refs.map((ref, index) => ({ provider, ref, key, part: index + 1, parts: refs.length })),
      ),
    )
    await moveUndecided(tx, accepted, 'accepted')
    await moveUndecided(tx, rejected, 'rejected')
    await noteFoundByLookUp(tx, texts)
    const holds = await findHolds(tx, texts)
    const changeOf = (to: 'accepted' | 'rejected') => (text: (typeof texts)[number]) =>
      ({ ...text, holdId: holds.get(text.deliveryId) ?? null, from: text.status, to }) as const
    await settle(tx, [...accepted.map(changeOf('accepted')), ...rejected.map(changeOf('rejected'))])
  })
}

function isSettled(outcome: SendOutcome | null): boolean {
  return outcome?.outcome === 'accepted' || outcome?.outcome === 'rejected'
}
