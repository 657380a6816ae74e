'use server'

import { changeLanguages } from '#lib/chains/change-languages.ts'
import { changeLowBalance } from '#lib/chains/change-low-balance.ts'
import { changeReserve } from '#lib/chains/change-reserve.ts'
import { ChangeLanguagesInput, ChangeLowBalanceInput, ChangeReserveInput } from '#lib/chains/inputs.ts'
import { createClinic } from '#lib/clinics/create.ts'
import { CreateClinicInput, UpdateClinicInput } from '#lib/clinics/inputs.ts'
import { updateClinic } from '#lib/clinics/update.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

const toSettings = { onDone: () => '/settings' }

export const changeLanguagesAction = staffFormAction('settings.write', ChangeLanguagesInput, changeLanguages)
export const changeLowBalanceAction = staffFormAction('settings.write', ChangeLowBalanceInput, changeLowBalance)
export const changeReserveAction = staffFormAction('settings.write', ChangeReserveInput, changeReserve)
export const createClinicAction = staffFormAction('settings.write', CreateClinicInput, createClinic, toSettings)
export const updateClinicAction = staffFormAction('settings.write', UpdateClinicInput, updateClinic, toSettings)
