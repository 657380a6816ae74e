'use client'

import { useTranslations } from 'next-intl'

import { TextField } from '#components/ui/text-field.tsx'
import type { DeskChain } from '#db/queries/chain-desk.ts'
import { LEAST_TEXTS } from '#lib/desk/inputs.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { limitChainAction } from '../actions.ts'

/** At most so many texts an hour and a day; empty for as many as there are. */
export function LimitsForm({ chain }: { chain: Pick<DeskChain, 'id' | 'textsPerHour' | 'textsPerDay'> }) {
  const t = useTranslations('desk.chain')
  const shown = (limit: number | null) => (limit === null ? '' : String(limit))
  return (
    <DeskForm
      action={limitChainAction}
      hidden={{ chainId: chain.id }}
      submit={t('saveLimits')}
      variant="secondary"
      done={t('limitsSaved')}
    >
      {({ errorOf, typedOr }) => (
        <>
          {(['textsPerHour', 'textsPerDay'] as const).map((name) => (
            <TextField
              key={name}
              label={t(name)}
              name={name}
              inputMode="numeric"
              hint={name === 'textsPerDay' ? t('limitsHint', { least: LEAST_TEXTS }) : undefined}
              defaultValue={typedOr(name, shown(chain[name]))}
              error={errorOf(name)}
            />
          ))}
        </>
      )}
    </DeskForm>
  )
}
