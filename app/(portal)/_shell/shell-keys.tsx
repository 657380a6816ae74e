'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useSyncExternalStore } from 'react'

import { Switch } from '#components/ui/checkbox.tsx'

import { NAV_COOKIE } from './nav-cookie.ts'

export const HELP_ID = 'keyboard-help'
export const SEARCH_ID = 'search'

const YEAR_SECONDS = 365 * 24 * 60 * 60
const SEQUENCE_MS = 1000
const KEYS_STORED_AS = 'single-keys'
const KEYS = [
  ['/', 'search'],
  ['[', 'menu'],
  ['g t', 'today'],
  ['?', 'help'],
  ['Esc', 'close'],
] as const

/** Single keys, off while one types. Also closes the drawer once it has led somewhere. */
export function ShellKeys() {
  const t = useTranslations('shell')
  const router = useRouter()
  const pathname = usePathname()
  const lastG = useRef(0)
  const leftPath = useRef(pathname)

  useEffect(() => {
    if (leftPath.current === pathname) return
    leftPath.current = pathname
    for (const layer of document.querySelectorAll<HTMLElement>('[popover]:popover-open')) layer.hidePopover()
  }, [pathname])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target) ||
        !keysAreOn()
      )
        return
      if (event.key === '/') {
        event.preventDefault()
        document.getElementById(SEARCH_ID)?.focus()
      }
      if (event.key === '[') toggleNav()
      if (event.key === '?') document.getElementById(HELP_ID)?.showPopover()
      if (event.key === 't' && event.timeStamp - lastG.current < SEQUENCE_MS) router.push('/today')
      lastG.current = event.key === 'g' ? event.timeStamp : 0
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [router])

  return (
    <div
      id={HELP_ID}
      popover="auto"
      className="m-auto w-[min(360px,calc(100vw-32px))] rounded-[12px] border border-line-strong bg-raised p-5 text-ink shadow-float"
    >
      <h2>{t('keyboardTitle')}</h2>
      <dl className="mt-3 grid gap-2.5">
        {KEYS.map(([key, name]) => (
          <div key={key} className="flex items-center gap-3">
            <dt className="w-14">
              <kbd>{key}</kbd>
            </dt>
            <dd className="flex-1 text-ink-2">{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t border-line pt-3">
        <SingleKeysSwitch />
      </div>
    </div>
  )
}

// Whoever steers by voice sets off single keys by speaking (WCAG 2.1.4).
function SingleKeysSwitch() {
  const t = useTranslations('shell')
  const on = useSyncExternalStore(
    (changed) => {
      window.addEventListener('storage', changed)
      return () => window.removeEventListener('storage', changed)
    },
    keysAreOn,
    () => true,
  )
  return (
    <Switch
      name="single-keys"
      label={t('singleKeys')}
      checked={on}
      onChange={({ target }) => {
        localStorage.setItem(KEYS_STORED_AS, target.checked ? 'on' : 'off')
        window.dispatchEvent(new Event('storage'))
      }}
    />
  )
}

function keysAreOn(): boolean {
  return localStorage.getItem(KEYS_STORED_AS) !== 'off'
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], dialog') !== null
}

// Kept in a cookie, so that the next page is drawn right the first time.
function toggleNav() {
  const shell = document.getElementById('shell')
  if (!shell) return
  const narrow = shell.dataset.nav !== 'rail'
  if (narrow) shell.dataset.nav = 'rail'
  else delete shell.dataset.nav
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is younger than the browsers we support
  document.cookie = `${NAV_COOKIE}=${narrow ? 'rail' : 'open'}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
