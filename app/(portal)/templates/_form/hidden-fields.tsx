import type { TemplateValues } from './template-values.ts'

/** What a post without scripts must carry beside the fields one sees. */
export function HiddenFields({ values: { templateId, version, purpose, variant, name } }: { values: TemplateValues }) {
  return (
    <>
      <input type="hidden" name="templateId" value={templateId ?? ''} />
      <input type="hidden" name="version" value={version} />
      {(templateId || variant) && <input type="hidden" name="purpose" value={purpose} />}
      {variant && (
        <>
          <input type="hidden" name="variantOf" value={variant.of} />
          <input type="hidden" name="clinicId" value={variant.clinicId} />
          <input type="hidden" name="name" value={name} />
        </>
      )}
    </>
  )
}
