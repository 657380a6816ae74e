/** The largest file that may be uploaded; a million patients are some 100 MB. */
export const MAX_IMPORT_MEGABYTES = 250

export const MAX_IMPORT_BYTES = MAX_IMPORT_MEGABYTES * 1_048_576

/** So long a file, its rows and its refused rows are kept after the last thing that was done to the import. */
export const IMPORT_ROWS_KEPT_DAYS = 30
