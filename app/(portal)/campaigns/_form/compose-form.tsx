'use client'

import { useActionState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'

import { composeFormAction } from '../actions.ts'
import { ComposeBody } from './compose-body.tsx'
import type { ComposeData } from './compose-data.ts'
import { composeResolver } from './compose-resolver.ts'
import type { ComposeValues } from './compose-values.ts'
import { PostedMistakes } from './posted-mistakes.ts'

const NONE = {}

/**
 * The draft of a campaign: who, what, at what price. It saves itself as one writes; Preview saves what is left and goes to look.
 * Without scripts it is one form with two buttons, and comes back with what was typed.
 */
export function ComposeForm({ data }: { data: ComposeData }) {
  const [posted, formAction] = useActionState(composeFormAction, null)
  const form = useForm<ComposeValues>({
    defaultValues: posted?.values ?? data.values,
    mode: 'onBlur',
    reValidateMode: 'onChange',
    resolver: composeResolver(data.draft),
  })
  return (
    <FormProvider {...form}>
      <PostedMistakes value={posted?.refused.fields ?? NONE}>
        <ComposeBody data={data} formAction={formAction} refused={posted?.refused ?? null} />
      </PostedMistakes>
    </FormProvider>
  )
}
