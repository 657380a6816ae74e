import type { LucideIcon } from 'lucide-react'

export type Room = { href: string; icon: LucideIcon; name: string; hint: string }

/** Ways to pages of the settings, each with a word on what is there. */
export function RoomLinks({ rooms }: { rooms: readonly Room[] }) {
  return (
    <ul className="grid gap-x-6 gap-y-3 md:grid-cols-3">
      {rooms.map(({ href, icon: Icon, name, hint }) => (
        <li key={href} className="flex items-start gap-2.5">
          <Icon className="mt-0.5 size-[18px] shrink-0 text-ink-3" strokeWidth={1.6} aria-hidden="true" />
          <span>
            <a className="link type-strong" href={href}>
              {name}
            </a>
            <span className="block type-small text-ink-2">{hint}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
