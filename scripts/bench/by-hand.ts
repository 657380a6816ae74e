import type { Fragment, TransactionSql } from 'postgres'

import type { Audience } from '#lib/core/audience.ts'

// Who gets an offer by SMS, as a careful engineer would write it for this one question: no row-level security, no clinics of a
// sender, no rule that this audience does not need. The portal's own rules are in db/queries/eligibility.ts; the answers must agree.

/** Numbers of LEFT_OUT_REASONS, as far as an offer by SMS may meet them. */
export const SAME_NUMBER = 13

/** What makes large reads fast on two cores; numbers of a hand that has tried others. */
export async function tune(tx: TransactionSql): Promise<void> {
  await tx`
    select set_config('work_mem', '64MB', true), set_config('parallel_tuple_cost', '0.005', true), set_config('random_page_cost', '4', true)`
}

/** Conditions on `patients p`. */
export function found(tx: TransactionSql, chainId: string, audience: Audience): Fragment {
  const { clinicIds, languages, ageFrom, ageTo, visit } = audience
  return tx`
    p.chain_id = ${chainId}
    ${clinicIds.length > 0 ? tx`and p.clinic_id in ${tx(clinicIds)}` : tx``}
    ${languages.length > 0 ? tx`and p.language in ${tx(languages)}` : tx``}
    ${ageFrom === null ? tx`` : tx`and p.birth_date <= (current_date - make_interval(years => ${ageFrom}))::date`}
    ${ageTo === null ? tx`` : tx`and p.birth_date > (current_date - make_interval(years => ${ageTo + 1}))::date`}
    ${
      visit.kind === 'had_none'
        ? tx`and not exists (
            select from appointments a
            where a.chain_id = ${chainId} and a.patient_id = p.id and a.status in ('arrived', 'completed')
              and a.starts_at >= ${visit.from}::timestamp at time zone 'Europe/Tallinn')`
        : tx``
    }`
}

/** Joins that `reason` needs: consents and refusals, one row each at most. */
export function permissions(tx: TransactionSql, chainId: string): Fragment {
  return tx`
    left join consents consent on consent.chain_id = ${chainId} and consent.patient_id = p.id and consent.purpose = 'marketing'
      and consent.channel = 'any' and consent.withdrawn_at is null
    left join consents of_channel on of_channel.chain_id = ${chainId} and of_channel.patient_id = p.id
      and of_channel.purpose = 'marketing' and of_channel.channel = 'sms' and of_channel.withdrawn_at is null
    left join (
      select distinct address from opt_outs
      where chain_id = ${chainId} and channel = 'sms' and purpose in ('marketing', 'all') and withdrawn_at is null
    ) as refusal on refusal.address = p.phone`
}

/** The number of the first reason that holds, 0 for who gets a text, over `p` and `permissions`. */
export function reason(tx: TransactionSql): Fragment {
  return tx`case when p.deceased then 2 when p.language is null or p.language not in ('et', 'ru', 'en') then 3
    when p.phone_kind = 'none' then 5 when p.phone_kind = 'landline' then 6 when p.phone_kind = 'invalid' then 7
    when p.phone_country not in ('EE', 'LV', 'LT', 'FI', 'SE', 'NO', 'DK', 'DE', 'PL', 'GB', 'UA', 'RU', 'KZ') then 9
    when refusal.address is not null then 10 when consent.patient_id is null and of_channel.patient_id is null then 11 else 0 end`
}
