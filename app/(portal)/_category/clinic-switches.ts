import type { SetSwitchInput } from '#lib/reminders/inputs.ts'

export type SwitchedCategory = SetSwitchInput['category']
export type SwitchedClinic = { id: string; name: string; choice: 'chain' | 'on' | 'off' }

/** Whether the chain sends a kind of texts, and the way that each of its clinics goes. */
export function switchesOf(
  switches: readonly { category: string; clinicId: string | null; enabled: boolean }[],
  category: SwitchedCategory,
) {
  const own = new Map(
    switches.filter((one) => one.category === category).map(({ clinicId, enabled }) => [clinicId, enabled]),
  )
  const isOn = own.get(null) ?? false
  return {
    isOn,
    isOnAt: (clinicId: string): boolean => own.get(clinicId) ?? isOn,
    choiceOf: (clinicId: string): SwitchedClinic['choice'] => {
      const enabled = own.get(clinicId)
      if (enabled === undefined) return 'chain'
      return enabled ? 'on' : 'off'
    },
  }
}
