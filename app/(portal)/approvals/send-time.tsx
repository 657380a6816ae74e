import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'

/** When a request is to leave: a wall-clock time of its clinics, or as soon as it is approved. */
export function SendTime({ sendAtLocal }: { sendAtLocal: string | null }) {
  const t = useTranslations('approvals')
  const formats = useFormats()
  if (!sendAtLocal) return t('atOnce')
  return formats.time(new Date(`${sendAtLocal}:00Z`), 'dayAndTime', 'UTC')
}
