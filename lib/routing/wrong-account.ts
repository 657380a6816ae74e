/** A change of accounts that cannot be made. Its message is a sentence for the operator. */
export class WrongAccount extends Error {
  override name = 'WrongAccount'
}
