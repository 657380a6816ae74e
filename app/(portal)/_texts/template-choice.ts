/** A template that may be taken for what is being written; its texts by language. */
export type TemplateChoice = {
  id: string
  name: string
  /** The clinic whose own text it is; null for the chain's. */
  clinicName: string | null
  texts: { language: string; subject: string; body: string }[]
}

export type TemplateChoices = { templates: TemplateChoice[]; maySave: boolean }
