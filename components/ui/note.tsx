import type { LucideIcon } from 'lucide-react'
import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type NoteTone = 'info' | 'warn' | 'bad' | 'ok'

const LOOKS: Record<NoteTone, { box: string; ink: string; icon: LucideIcon }> = {
  info: { box: 'border-blue-line bg-blue-soft', ink: 'text-blue-ink', icon: Info },
  warn: { box: 'border-warn-line bg-warn-soft', ink: 'text-warn', icon: TriangleAlert },
  bad: { box: 'border-bad-line bg-bad-soft', ink: 'text-bad', icon: CircleX },
  ok: { box: 'border-ok-line bg-ok-soft', ink: 'text-ok', icon: CircleCheck },
}

type NoteProps = {
  tone: NoteTone
  /** The claim, bold; `children` is the one sentence that follows. */
  title?: ReactNode
  /** At most one button or link. */
  action?: ReactNode
  /** `alert` for what just failed, `status` for what just succeeded; none for what stands on the page. */
  role?: 'alert' | 'status'
  id?: string
  children?: ReactNode
}

/** Stands next to what it speaks of. */
export function Note({ tone, title, action, role, id, children }: NoteProps) {
  const { box, ink, icon: Icon } = LOOKS[tone]
  return (
    <div
      id={id}
      role={role}
      className={`flex flex-wrap items-start gap-2.5 rounded-m border px-3 py-2.5 type-small ${box}`}
    >
      <Icon className={`-mt-px size-[18px] shrink-0 ${ink}`} strokeWidth={1.6} aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-[200px]">
        {title && <strong>{title}</strong>} {children}
      </div>
      {action}
    </div>
  )
}
