import { listConsentPolicies } from '#db/queries/consents.ts'
import { savePolicy } from '#lib/consents/save-policy.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** What the demo's patients are shown when they are asked for their consent. */
const DEMO_CONSENT = {
  languages: ['et', 'ru', 'en'],
  bodies: [
    'Luban Sinilille Hambaravil saata mulle märgitud kanalis ja märgitud eesmärgil sõnumeid. Nõusoleku saan igal ajal tagasi võtta: sõnumi lõpus oleval lingil, sõnumile vastates või vastuvõtus.',
    'Разрешаю клинике Sinilille отправлять мне сообщения по отмеченному каналу и с отмеченной целью. Согласие я могу отозвать в любое время: по ссылке в конце сообщения, ответом на него или в регистратуре.',
    'I allow Sinilille to send me messages over the channel and for the purpose that I have marked. I can take this back at any time: by the link at the end of a message, by replying to it, or at the desk.',
  ],
}

/** The chain's first wording of a consent; there already, it stays as it is. */
export async function makeDemoConsent(ctx: Ctx): Promise<void> {
  const policies = await inChain(ctx, (tx) => listConsentPolicies(tx, ctx.chainId))
  if (policies.length === 0) await savePolicy(ctx, { version: 0, ...DEMO_CONSENT })
}
