'use server'

import { assignEntry } from '#lib/payments/assign-entry.ts'
import { decideAboutPayment } from '#lib/payments/decide.ts'
import { enterPayment } from '#lib/payments/enter-by-hand.ts'
import {
  AssignEntryInput,
  DecidePaymentInput,
  EnterPaymentInput,
  ReversePaymentInput,
  SaveSellerInput,
  SetAsideInput,
  SettleCardEventInput,
} from '#lib/payments/inputs.ts'
import { reversePayment } from '#lib/payments/reverse.ts'
import { changeSeller } from '#lib/payments/save-seller.ts'
import { setAsideEntry } from '#lib/payments/set-aside.ts'
import { settleCardEventByHand } from '#lib/payments/settle-card-event.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'

export const assignEntryAction = operatorFormAction(AssignEntryInput, assignEntry)
export const settleCardEventAction = operatorFormAction(SettleCardEventInput, settleCardEventByHand)
export const setAsideAction = operatorFormAction(SetAsideInput, setAsideEntry)
export const enterPaymentAction = operatorFormAction(EnterPaymentInput, enterPayment, {
  onDone: () => '/payments?done=entered',
})
export const decidePaymentAction = operatorFormAction(DecidePaymentInput, decideAboutPayment)
export const reversePaymentAction = operatorFormAction(ReversePaymentInput, reversePayment)
export const saveSellerAction = operatorFormAction(SaveSellerInput, changeSeller, {
  onDone: () => '/payments?done=seller',
})
