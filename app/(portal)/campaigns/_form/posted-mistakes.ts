import { createContext, use } from 'react'
import { useFormState } from 'react-hook-form'

/** Mistakes that came back with a form posted without scripts, by the path of the field. */
export const PostedMistakes = createContext<Record<string, string[]>>({})

/** They stand until the first change; from then on the browser checks by itself. */
export function usePostedMistake(): (...paths: string[]) => string | undefined {
  const posted = use(PostedMistakes)
  const { isDirty } = useFormState()
  return (...paths) => (isDirty ? undefined : paths.map((path) => posted[path]?.[0]).find(Boolean))
}
