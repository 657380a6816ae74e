/** Every refusal the portal knows; each is a key under `errors` in messages/<locale>/errors.json (a test holds them equal). */
export const ERROR_CODES = [
  'not_found',
  'forbidden',
  'invalid',
  'conflict',
  'consent_in_future',
  'too_many_attempts',
  'signed_out',
  'sign_in_failed',
  'second_step_over',
  'code_wrong',
  'link_used',
  'password_known',
  'password_wrong',
  'passkey_unknown',
  'staff_exists',
  'staff_last_manager',
  'staff_own_access',
  'staff_clinic_missing',
  'staff_email_elsewhere',
  'campaign_not_editable',
  'campaign_not_sendable',
  'campaign_status_changed',
  'campaign_changed_since_preview',
  'campaign_blank',
  'campaign_no_recipients',
  'campaign_count_mismatch',
  'placeholder_unknown',
  'text_too_long',
  'subject_line_break',
  'subject_blank',
  'audience_name_taken',
  'text_too_many_segments',
  'send_time_in_past',
  'send_time_outside_hours',
  'insufficient_balance',
  'reserve_needed',
  'reversal_too_large',
  'seller_unknown',
  'invoice_paid',
  'card_unavailable',
  'statement_unreadable',
  'statement_too_large',
  'statement_not_camt053',
  'entry_already_settled',
  'payment_already_decided',
  'payment_own_decision',
  'tariff_in_past',
  'tariff_exists',
  'test_send_no_number',
  'test_send_no_price',
  'test_send_opted_out',
  'test_send_limit',
  'patient_not_reachable',
  'import_unreadable',
  'import_too_large',
  'import_column_missing',
  'import_running',
  'clinic_unknown',
  'clinic_name_taken',
  'language_in_use',
  'language_unknown',
  'time_zone_unknown',
  'link_unknown',
  'appointment_in_past',
  'appointment_not_booked',
  'appointment_time_skipped',
  'appointment_overlaps',
  'phone_unknown',
  'debt_on_shared_number',
  'patients_none_picked',
  'patients_too_many',
  'template_name_taken',
  'template_too_long',
  'template_unknown',
  'template_in_use',
  'template_variant_exists',
  'rule_unknown',
  'delivery_already_decided',
  'resend_no_price',
  'application_not_open',
  'application_decided',
  'location_not_licensed',
  'sender_too_short',
  'sender_too_long',
  'sender_characters',
  'sender_spaces',
  'sender_no_letter',
  'sender_reserved',
  'registry_code_length',
  'registry_code_check_digit',
  'registry_code_format',
  'chain_name_taken',
  'chain_pause_unchanged',
  'job_not_failed',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * A refusal that the person at the screen can act on. Anything else that is thrown is a bug.
 * `code` is the key under `errors` in messages/<locale>/errors.json; `params` fills its placeholders;
 * `field` is the form field it belongs to, where there is one.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ErrorCode
  readonly params: Record<string, string | number>
  readonly field: string | undefined

  constructor(code: ErrorCode, params: Record<string, string | number> = {}, field?: string) {
    super(code)
    this.code = code
    this.params = params
    this.field = field
  }
}
