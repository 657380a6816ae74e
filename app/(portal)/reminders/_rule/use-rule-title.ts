import { useTranslations } from 'next-intl'

import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { momentWords } from './rule-words.ts'

type Moment = Pick<ReminderRule, 'moment' | 'minutes' | 'days' | 'atLocal' | 'name'>

/** What a rule is called: its own name, or else its moment; and the moment's second line. */
export function useRuleTitle(): (rule: Moment) => { title: string; note: string } {
  const t = useTranslations('reminders.moments')
  return (rule) => {
    const { title, note, count, time } = momentWords(rule)
    const moment = t(`title.${title}`, { count })
    const second = t(`note.${note}`, { time })
    return rule.name ? { title: rule.name, note: `${moment}, ${second}` } : { title: moment, note: second }
  }
}
