/** Where the service is sold from: its value added tax is on the invoices. */
export const SELLER_LOCATION = 'EE'
/** The only currency of accounts and invoices. */
export const CURRENCY = 'EUR'
