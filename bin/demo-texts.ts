import { listTemplates } from '#db/queries/templates.ts'
import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { SaveGreetingSettingsInput, SaveRecallSettingsInput } from '#lib/personal-texts/inputs.ts'
import { saveGreetingSettings, saveRecallSettings } from '#lib/personal-texts/save-settings.ts'
import { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'
import { saveReminderRule } from '#lib/reminders/save-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { createTemplate } from '#lib/templates/create.ts'
import { CreateTemplateInput } from '#lib/templates/inputs.ts'

type Text = { name: string; subjects: [string, string, string]; bodies: [string, string, string]; endings: Ending[] }

const LANGUAGES = ['et', 'ru', 'en'] as const

const TEXTS: Partial<Record<TemplatePurpose, Text>> = {
  reminder: {
    name: 'Meeldetuletus visiidist',
    subjects: ['Teie visiit', 'Ваш визит', 'Your visit'],
    bodies: [
      '{first_name}, ootame Teid visiidile:',
      '{first_name}, ждём Вас на приём:',
      '{first_name}, we look forward to seeing you:',
    ],
    endings: ['time', 'doctor', 'office'],
  },
  confirmation: {
    name: 'Visiidi kinnitus',
    subjects: ['Teie visiit on kirjas', 'Вы записаны на приём', 'Your visit is booked'],
    bodies: [
      '{first_name}, Teie visiit on kirjas:',
      '{first_name}, Вы записаны на приём:',
      '{first_name}, your visit is booked:',
    ],
    endings: ['time', 'doctor', 'office'],
  },
  time_changed: {
    name: 'Visiidi aeg muutus',
    subjects: ['Teie visiidi uus aeg', 'Новое время Вашего визита', 'A new time for your visit'],
    bodies: [
      '{first_name}, Teie visiidi uus aeg {visit_old_time} asemel:',
      '{first_name}, новое время Вашего визита вместо {visit_old_time}:',
      '{first_name}, your visit has moved from {visit_old_time} to:',
    ],
    endings: ['time', 'doctor'],
  },
  greeting: {
    name: 'Sünnipäev',
    subjects: ['Palju õnne', 'С днём рождения', 'Happy birthday'],
    bodies: [
      'Palju õnne sünnipäevaks, {first_name}! {chain_name}',
      'С днём рождения, {first_name}! {chain_name}',
      'Happy birthday, {first_name}! {chain_name}',
    ],
    endings: [],
  },
  recall: {
    name: 'Aasta viimasest visiidist',
    subjects: ['Aeg kontrolliks', 'Пора на осмотр', 'Time for a check-up'],
    bodies: [
      '{first_name}, Teie viimasest visiidist on aasta. Uue aja saate telefonil {clinic_phone}.',
      '{first_name}, с Вашего последнего визита прошёл год. Записаться можно по телефону {clinic_phone}.',
      '{first_name}, a year has passed since your last visit. To book, call {clinic_phone}.',
    ],
    endings: [],
  },
}

/**
 * Gives the demo its templates and sensible rules in three languages. Nothing is sent: reminders, greetings and recall stay switched
 * off until a person switches them on. A demo that has templates keeps them.
 */
export async function makeDemoTexts(ctx: Ctx): Promise<void> {
  const known = await inChain(ctx, (tx) => listTemplates(tx, ctx.chainId))
  if (known.length > 0) return
  const made = new Map<TemplatePurpose, string>()
  for (const [purpose, { name, subjects, bodies, endings }] of Object.entries(TEXTS)) {
    const texts = LANGUAGES.map((language, index) => ({
      language,
      subject: subjects[index],
      body: bodies[index],
      endings,
    }))
    const { templateId } = await createTemplate(ctx, CreateTemplateInput.parse({ purpose, name, texts }))
    made.set(purpose as TemplatePurpose, templateId)
  }
  const templateId = made.get('reminder')
  const late = { lateBooking: 'confirmation', confirmationTemplateId: made.get('confirmation') }
  for (const rule of [
    { name: 'Eelmisel päeval', moment: 'day_before', days: 1, atLocal: '10:00', templateId, ...late },
    { name: 'Kaks tundi enne', moment: 'before_visit', minutes: 120, templateId },
    { name: 'Aeg muutus', moment: 'time_changed', templateId: made.get('time_changed') },
  ]) {
    await saveReminderRule(ctx, SaveReminderRuleInput.parse({ ruleId: null, enabled: true, ...rule }))
  }
  await saveGreetingSettings(ctx, SaveGreetingSettingsInput.parse({ templateId: made.get('greeting') }))
  await saveRecallSettings(ctx, SaveRecallSettingsInput.parse({ templateId: made.get('recall') }))
}
