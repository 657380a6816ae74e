'use server'

import { changeLocation } from '#lib/desk/change-location.ts'
import {
  ChangeLocationInput,
  LimitChainInput,
  OpenChainInput,
  PauseChainInput,
  ResumeChainInput,
  SetTextLimitInput,
} from '#lib/desk/inputs.ts'
import { limitChain } from '#lib/desk/limit-chain.ts'
import { openChain } from '#lib/desk/open-chain.ts'
import { pauseChain } from '#lib/desk/pause-chain.ts'
import { resumeChain } from '#lib/desk/resume-chain.ts'
import { setTextLimit } from '#lib/desk/set-text-limit.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'

export const openChainAction = operatorFormAction(OpenChainInput, openChain, {
  onDone: ({ chainId }) => `/chains/${chainId}?opened`,
})
export const changeLocationAction = operatorFormAction(ChangeLocationInput, changeLocation)
export const pauseChainAction = operatorFormAction(PauseChainInput, pauseChain)
export const resumeChainAction = operatorFormAction(ResumeChainInput, resumeChain)
export const limitChainAction = operatorFormAction(LimitChainInput, limitChain)
export const setTextLimitAction = operatorFormAction(SetTextLimitInput, setTextLimit)
