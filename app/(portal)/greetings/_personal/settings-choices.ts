import type { LoadedPersonal } from './load-personal.ts'
import type { SettingsChoices } from './shared-fields.tsx'

/** What may be chosen in the settings, in plain data for the browser. */
export function settingsChoices({ kind, templates, languages, mayWriteTemplates }: LoadedPersonal): SettingsChoices {
  return { purpose: kind, templates: templates.map(({ id, name }) => ({ id, name })), languages, mayWriteTemplates }
}
