'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { DragEvent } from 'react'
import { useEffect, useRef, useState } from 'react'

import { Button, buttonClass } from '#components/ui/button.tsx'
import { Note } from '#components/ui/note.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { RunningUpload } from './send-file.ts'
import { sendFile } from './send-file.ts'

/** One file, dropped or chosen; it goes up at once, and its page opens when it has arrived. */
export function FileDrop({ maxMegabytes }: { maxMegabytes: number }) {
  const t = useTranslations('imports.upload')
  const formats = useFormats()
  const refusal = useRefusalText()
  const router = useRouter()
  const [over, setOver] = useState(false)
  const [name, setName] = useState<string | null>(null)
  const [share, setShare] = useState(0)
  const [mistake, setMistake] = useState<string | null>(null)
  const running = useRef<RunningUpload | null>(null)
  useEffect(() => () => running.current?.stop(), [])

  const send = async (file: File | undefined) => {
    if (!file) return
    setMistake(null)
    setShare(0)
    if (file.size > maxMegabytes * 1_048_576) {
      setMistake(refusal({ code: 'import_too_large', params: { maxMegabytes } }))
      return
    }
    setName(file.name)
    running.current = sendFile(file, setShare)
    const answer = await running.current.answer
    running.current = null
    if (answer.importId) {
      router.push(`/imports/${answer.importId}`)
      return
    }
    setName(null)
    if (answer.refused) setMistake(refusal(answer.refused))
    else if (!answer.stopped) setMistake(t('failed'))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files[0])
  }

  if (name) {
    const percent = formats.percent(share, 0)
    return (
      <div className="grid gap-3 py-6">
        <div className="flex flex-wrap items-baseline gap-3">
          <p className="flex-1 wrap-anywhere" role="status">
            {t('uploading', { file: name })}
          </p>
          <b>{percent}</b>
        </div>
        <Progress tall value={share} max={1} label={t('uploading', { file: name })} valueText={percent} />
        <div>
          <Button variant="quiet" onClick={() => running.current?.stop()}>
            {t('stop')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="grid gap-3">
      {mistake && <Note tone="bad" role="alert" title={mistake} />}
      {/* Dropping is a second way for the mouse; the field inside is the one for everybody. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`grid justify-items-center gap-3 rounded-m border-2 border-dashed px-4 py-12 text-center ${over ? 'border-blue bg-blue-soft' : 'border-line-strong bg-sunken'}`}
      >
        <FileUp className="size-8 text-ink-3" strokeWidth={1.4} aria-hidden="true" />
        <p className="type-strong max-md:hidden">{t('drop')}</p>
        <label
          className={`${buttonClass({ variant: 'primary' })} cursor-pointer focus-within:outline-2 focus-within:outline-offset-2`}
        >
          {t('choose')}
          <input
            type="file"
            name="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            className="sr-only"
            aria-describedby="upload-hint"
            onChange={(event) => send(event.target.files?.[0])}
          />
        </label>
        <p id="upload-hint" className="max-w-[52ch] text-pretty type-small text-ink-3">
          {t('hint', { maxMegabytes })}
        </p>
      </div>
    </div>
  )
}
