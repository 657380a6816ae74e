/** What is true of a planned reminder at its moment, read anew. */
export type DueFacts = {
  /** The appointment has another version now, or is gone. */
  superseded: boolean
  /** The rule is off, gone, or switched off at the clinic. */
  ruleOff: boolean
  /** The appointment's status is one that the rule is for. */
  statusFits: boolean
  /** For a text about a changed time: whether the patient was told the old one at all. */
  wasTold: boolean
  /** The first sending hour from now on; now itself within them. Null when there is none. */
  sendAt: Date | null
  /** From then on a text about the visit is too late. */
  uselessFrom: Date
}

export type Verdict =
  | { verdict: 'send' }
  | { verdict: 'wait'; until: Date }
  | { verdict: 'dropped'; reason: 'moved' | 'rule_changed' | 'not_told' }
  | { verdict: 'left_out'; reason: 'status' }
  | { verdict: 'too_late'; reason: null }

/** Whether a reminder goes now. Who gets it is asked afterwards, see automatic-recipient.ts. */
export function verdictOn(facts: DueFacts, now: Date): Verdict {
  if (facts.superseded) return { verdict: 'dropped', reason: 'moved' }
  if (facts.ruleOff) return { verdict: 'dropped', reason: 'rule_changed' }
  if (!facts.wasTold) return { verdict: 'dropped', reason: 'not_told' }
  if (!facts.statusFits) return { verdict: 'left_out', reason: 'status' }
  if (!facts.sendAt || facts.sendAt >= facts.uselessFrom) return { verdict: 'too_late', reason: null }
  return facts.sendAt > now ? { verdict: 'wait', until: facts.sendAt } : { verdict: 'send' }
}
