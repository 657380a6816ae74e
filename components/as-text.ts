declare const value: unique symbol

/** JSON of a value of this type. */
export type AsText<T> = string & { readonly [value]?: T }

/**
 * What a client part needs a lot of, as one text. Of an object React looks at each member when the server hands it over, and again when it
 * is drawn there and in the browser; of a text it looks at none.
 */
export function asText<T>(of: T): AsText<T> {
  return JSON.stringify(of)
}

export function fromText<T>(text: AsText<T>): T {
  return JSON.parse(text)
}
