import { cellKey, remembering } from '#lib/core/cell-words.ts'

export type Gender = 'female' | 'male'

// N is *naine*, and F and M are as everywhere. A word that is not here says nothing.
const WORDS: Record<Gender, string> = {
  female:
    'n f w naine nais naissoost naissugu naisterahvas tüdruk female fem woman girl ж жен женский женщина женского девочка',
  male: 'm mees mes meessoost meessugu meesterahvas poiss male man boy м муж мужской мужчина мужского мальчик',
}

const GENDERS = new Map(
  (Object.keys(WORDS) as Gender[]).flatMap((gender) =>
    WORDS[gender].split(' ').map((word) => [cellKey(word), gender] as const),
  ),
)

/** The gender of a cell in Estonian, Russian or English, by word or letter; null when it says none. */
export const recogniseGender: (cell: string | null | undefined) => Gender | null = remembering(
  (cell) => GENDERS.get(cellKey(cell).replace(/ (пол|sugu|sex)$/u, '')) ?? null,
)
