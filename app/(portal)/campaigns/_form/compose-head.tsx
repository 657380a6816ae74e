import { ChevronDown, Pencil, Tag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'

import { PageHead } from '#components/page-head.tsx'
import { FieldMessage } from '#components/ui/field.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { CampaignPurpose, MAX_NAME_CHARACTERS } from '#lib/campaigns/inputs.ts'
import type { ComposeValues } from './compose-values.ts'
import { SavedState } from './saved-state.tsx'
import type { SaveState } from './use-autosave.ts'

/** Name and purpose are part of the draft and stand in its head. */
export function ComposeHead({
  saved,
  openHref,
  isPrivate,
}: {
  saved: SaveState
  openHref: string
  isPrivate: boolean
}) {
  const t = useTranslations('campaigns')
  return (
    <>
      <PageHead
        rail
        crumbs={[
          isPrivate ? { href: '/private', label: t('privateTitle') } : { href: '/campaigns', label: t('title') },
        ]}
        title={<NameInput />}
        beside={<PurposeSelect />}
        actions={
          <span className="needs-script">
            <SavedState state={saved} />
          </span>
        }
      />
      {saved.is === 'conflict' && (
        <div className="mb-4">
          <Note
            tone="bad"
            role="alert"
            title={`${t('state.conflict')}.`}
            action={
              // A plain anchor: what stands here is to be thrown away.
              <DownloadButton href={openHref} size="s">
                {t('state.openNewer')}
              </DownloadButton>
            }
          >
            {t('state.conflictBody')}
          </Note>
        </div>
      )}
    </>
  )
}

function NameInput() {
  const t = useTranslations('campaigns')
  const { register, control, formState } = useFormContext<ComposeValues>()
  const name = useWatch({ control, name: 'name' })
  const mistake = formState.errors.name && t('fields.name_too_long', { max: MAX_NAME_CHARACTERS })
  return (
    <span className="grid gap-1">
      <label className="relative -ms-2 inline-grid max-w-[calc(100%+8px)] min-w-[200px] items-center rounded-m focus-within:bg-surface hover:bg-hover">
        <span className="sr-only">{t('nameLabel')}</span>
        {/* As wide as the name: the input lies over it. */}
        <span aria-hidden="true" className="invisible overflow-hidden py-0.5 ps-2 pe-9 type-title whitespace-pre">
          {name || t('untitled')}
        </span>
        <input
          {...register('name')}
          defaultValue={name}
          placeholder={t('untitled')}
          autoComplete="off"
          aria-invalid={mistake ? true : undefined}
          aria-describedby={mistake ? 'name-message' : undefined}
          className="absolute inset-0 w-full rounded-m bg-transparent ps-2 pe-8 text-ellipsis type-title"
        />
        <Pencil
          className="pointer-events-none absolute end-2 size-4 text-ink-3"
          strokeWidth={1.75}
          aria-hidden="true"
        />
      </label>
      <FieldMessage id="name-message" error={mistake} />
    </span>
  )
}

function PurposeSelect() {
  const t = useTranslations('campaigns')
  const { register, control } = useFormContext<ComposeValues>()
  const purpose = useWatch({ control, name: 'purpose' })
  return (
    <label className="inline-flex min-h-[26px] items-center gap-1.5 rounded-s border border-blue-line bg-blue-soft ps-2 text-[12px]/4 font-medium text-blue-ink has-focus-visible:outline-2">
      <Tag className="size-3.5 shrink-0" strokeWidth={1.75} aria-hidden="true" />
      <span>{t('purposeLabel')}:</span>
      <select
        {...register('purpose')}
        defaultValue={purpose}
        title={t(`purposeHint.${purpose}`)}
        className="min-h-6 cursor-pointer appearance-none rounded-s bg-transparent pe-6 font-semibold outline-none"
      >
        {CampaignPurpose.options.map((value) => (
          <option key={value} value={value} className="bg-raised text-ink">
            {t(`purpose.${value}`)}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none -ms-6 me-1.5 size-3.5" strokeWidth={1.75} aria-hidden="true" />
    </label>
  )
}
