/** Length of the code in a patient's own link, which link_code() in the database makes: 9 random bytes in base64. */
export const CONTACT_CODE_CHARACTERS = 12

/** Stands for a patient's code where there is no patient yet: as long as every real one, and of letters that cost the same. */
export const SAMPLE_CONTACT_CODE = 'x'.repeat(CONTACT_CODE_CHARACTERS)
