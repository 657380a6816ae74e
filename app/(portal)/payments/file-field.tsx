'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { buttonClass } from '#components/ui/button.tsx'
import { useScripted } from '#components/use-scripted.ts'

/**
 * A file to go along with a form. The browser's own field speaks the language of the browser, never of the page; without scripts it
 * is all there is.
 */
export function FileField({ label, name, accept }: { label: string; name: string; accept: string }) {
  const t = useTranslations('payments')
  const scripted = useScripted()
  const [file, setFile] = useState('')
  return (
    <label className="grid min-w-0 flex-1 basis-[260px] gap-1">
      <span className="type-label">{label}</span>
      <span className="relative flex min-w-0 flex-wrap items-center gap-3">
        <input
          type="file"
          name={name}
          accept={accept}
          required
          onChange={(event) => setFile(event.target.files?.[0]?.name ?? '')}
          className={scripted ? 'peer absolute inset-0 opacity-0' : 'control py-1.5'}
        />
        {scripted && (
          <>
            <span
              aria-hidden="true"
              className={`${buttonClass()} peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2`}
            >
              {t('chooseFile')}
            </span>
            <span className={file ? 'wrap-anywhere' : 'text-ink-3'}>{file || t('noFile')}</span>
          </>
        )}
      </span>
    </label>
  )
}
