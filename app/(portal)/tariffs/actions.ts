'use server'

import { announceTariff } from '#lib/tariffs/announce.ts'
import { AnnounceTariffInput } from '#lib/tariffs/inputs.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'

export const announceTariffAction = operatorFormAction(AnnounceTariffInput, announceTariff)
