import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// Row-level security shows staff of some clinics the rows of these. What stands here reads past that, to the whole chain, and says why;
// a new place fails until it is thought about: it may give figures of the chain, or names where a row of one's own clinics leads to them.

const MAY: Record<string, { why: string; reads: string }> = {
  'appointment-list.ts': { why: 'whose visit at one’s own clinic it is', reads: 'patients' },
  'appointment-page.ts': {
    why: 'whose visit at one’s own clinic it is, what was ever said of it, and who of the family comes with them',
    reads: 'patients reminders deliveries wordings patients',
  },
  'appointments.ts': { why: 'a patient may visit any clinic, and not two at once', reads: 'patients appointments' },
  'audience.ts': { why: 'a visit counts at whichever clinic it was', reads: 'appointments appointments' },
  'campaign-outcomes.ts': {
    why: 'what became of the text to a patient of one’s own, who may have been of another clinic then',
    reads: 'delivery_refs receipts deliveries batches',
  },
  'campaign-texts.ts': { why: 'to whom a text of one’s own clinic went, who may have moved since', reads: 'patients' },
  'campaigns.ts': { why: 'a key of Send is one for the chain', reads: 'campaigns' },
  'category-history.ts': {
    why: 'to whom a text of one’s own clinic went, and in which words',
    reads: 'wordings patients campaigns',
  },
  'deliveries.ts': {
    why: 'to whom a text of one’s own clinic went, in which words; all texts to a patient of one’s own',
    reads: 'delivery_refs receipts deliveries wordings campaigns wordings patients campaigns',
  },
  'eligibility.ts': {
    why: 'exactly who gets a campaign, whoever asks: shared numbers, refusals, what was sent lately',
    reads: 'patients patients opt_outs consents campaigns deliveries batches',
  },
  'forecast.ts': { why: 'whom a reminder of one’s own clinic is for', reads: 'patients' },
  'left-outs-of-patient.ts': {
    why: 'all campaigns that left a patient of one’s own out',
    reads: 'campaigns left_out_lists',
  },
  'patients-to-call.ts': { why: 'who comes to a visit at one’s own clinic', reads: 'patients' },
  'patients.ts': {
    why: 'all visits of a patient of one’s own; a search within the visits at one’s own clinic',
    reads: 'appointments patients',
  },
  'personal-ahead.ts': {
    why: 'what was written and refused counts, at whichever clinic',
    reads: 'opt_outs greetings recalls',
  },
  'personal-occasions.ts': { why: 'a visit counts at whichever clinic it was', reads: 'appointments appointments' },
  'plan-changes.ts': { why: 'what a change does to the reminders of the chain', reads: 'reminders' },
  'planned-slices.ts': { why: 'what the chain keeps for all its reminders', reads: 'reminders reminders' },
  'reminder-plan.ts': {
    why: 'what a visit was told of at the clinic where it was before',
    reads: 'reminders reminders reminders reminders appointments reminders deliveries',
  },
  'reminder-rules.ts': {
    why: 'a clinic’s holiday or its own version of a rule changes what the rules of the chain give',
    reads: 'reminder_rules reminder_rules reminder_rules reminder_rules',
  },
  'reminders-due.ts': {
    why: 'what the chain keeps for all its reminders is reckoned from them',
    reads: 'reminders deliveries opt_outs appointments patients reminders',
  },
  'replies.ts': { why: 'the words of the text of one’s own clinic that was answered', reads: 'wordings' },
  'sample-visits.ts': { why: 'who comes to a visit at one’s own clinic', reads: 'patients patients' },
  'shared-numbers.ts': { why: 'who shares a number is of any clinic', reads: 'patients patients' },
  'templates.ts': { why: 'how many patients of the chain read a language', reads: 'patients' },
  'test-texts.ts': { why: 'one’s own number is no patient’s of one’s clinics', reads: 'opt_outs contact_links' },
  'undecided-list.ts': {
    why: 'to whom a text of one’s own clinic went, and in which words',
    reads: 'wordings patients campaigns',
  },
  'undecided.ts': { why: 'the campaign of a text of one’s own clinic', reads: 'campaigns' },
  'visit-answers.ts': { why: 'a number that is put right is put right at every clinic', reads: 'visit_answers' },
  'visit-calls.ts': {
    why: 'who asked one’s own clinic to call, whose visit may have moved',
    reads: 'appointments patients',
  },
}

const files = ['db', 'lib', 'app', 'worker', 'components', 'bin'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && path !== 'db/whole-chain.ts'),
)

test('only these read past the clinics of whoever asks', () => {
  const reading = files.flatMap((path) => {
    const reads = [...readFileSync(path, 'utf8').matchAll(/(?:whole_chain|wholeChain)\.(\w+)/g)].map(([, name = '']) =>
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    return reads.length === 0 ? [] : [[path.replace('db/queries/', ''), reads.join(' ')]]
  })
  expect(Object.fromEntries(reading)).toEqual(
    Object.fromEntries(Object.entries(MAY).map(([file, { reads }]) => [file, reads])),
  )
})
