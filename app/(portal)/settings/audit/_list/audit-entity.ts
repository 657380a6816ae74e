// Where the thing that a line speaks of can be looked at; what has no page of its own is not linked.
const PAGES: Record<string, string> = {
  campaign: '/campaigns/',
  appointment: '/appointments/',
  patient: '/patients/',
  import: '/imports/',
  template: '/templates/',
  reminder_rule: '/reminders/',
  clinic: '/settings/clinics/',
}
const GONE = new Set(['reminder_rule.remove'])

export function entityHref(action: string, entityId: string | null): string | null {
  const page = PAGES[action.slice(0, action.indexOf('.'))]
  return page && entityId && !GONE.has(action) ? page + entityId : null
}
