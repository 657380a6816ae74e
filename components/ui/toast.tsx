'use client'

import { CircleCheck, Info, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { createContext, use, useEffect, useState } from 'react'

import { Button } from '#components/ui/button.tsx'

const SHOWN_MS = 6000

type Toast = { title: string; detail?: string; tone?: 'ok' | 'info'; undo?: () => void }
type ShownToast = Toast & { id: number }

const ToastContext = createContext<(toast: Toast) => void>(() => {})

/** Says what was done; a mistake is never a toast. `undo` adds the button that takes it back. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext)
}

let lastId = 0

/** Wraps the portal once; toasts appear at the bottom left and are read out politely. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([])
  const add = (toast: Toast) => {
    lastId += 1
    setToasts((shown) => [...shown, { ...toast, id: lastId }])
  }
  const remove = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id))

  return (
    <ToastContext value={add}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed start-4 bottom-4 z-40 grid w-[min(340px,calc(100vw-32px))] gap-2"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => remove(toast.id)} />
        ))}
      </div>
    </ToastContext>
  )
}

function ToastCard({ toast, onClose }: { toast: ShownToast; onClose: () => void }) {
  const t = useTranslations('common')
  const [held, setHeld] = useState(false)
  const Icon = toast.tone === 'info' ? Info : CircleCheck

  useEffect(() => {
    if (held) return
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held, onClose])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it on the screen; the buttons inside act
    <div
      className="pointer-events-auto flex items-start gap-2.5 rounded-l border border-line-strong bg-raised py-[11px] ps-3 pe-2.5 type-small shadow-float"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className="size-[18px] shrink-0 text-ok" strokeWidth={1.6} aria-hidden="true" />
      <p className="min-w-0 flex-1">
        <strong>{toast.title}</strong>
        {toast.detail && <span className="block">{toast.detail}</span>}
      </p>
      {toast.undo && (
        <button
          type="button"
          className="link"
          onClick={() => {
            toast.undo?.()
            onClose()
          }}
        >
          {t('undo')}
        </button>
      )}
      <Button
        variant="quiet"
        size="s"
        iconOnly
        icon={<X aria-hidden="true" />}
        aria-label={t('closeNote')}
        className="-my-1"
        onClick={onClose}
      />
    </div>
  )
}
