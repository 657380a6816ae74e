import { useTranslations } from 'next-intl'

import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { elementsFor } from '#lib/core/template-text.ts'
import type { PlaceholderLabels } from './editor-text.ts'

/** The elements that a text of a purpose may have, by their names on this screen. */
export function useElementLabels(purpose: TemplatePurpose): PlaceholderLabels {
  const t = useTranslations('templates.elements')
  return Object.fromEntries(elementsFor(purpose).map((element) => [element, t(element)]))
}
