import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import type { TemplateText } from '../../_texts/template-texts.ts'
import { isBlankText } from '../../_texts/template-texts.ts'
import { saysTheSame, TextDiff } from '../../_texts/text-diff.tsx'

/** What a clinic's own text says otherwise than the chain's, and the way back to that. */
export function ChainsText({
  text,
  original,
  onTake,
}: {
  text: TemplateText
  original: TemplateText | undefined
  onTake: (text: TemplateText) => void
}) {
  const t = useTranslations('templates.variants')
  const own = isBlankText(text) ? { ...text, body: '' } : text
  return (
    <section className="grid gap-2 border-t border-line px-4 py-3.5 md:px-5" aria-label={t('differs')}>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 type-strong">{t('differs')}</h3>
        {original && !saysTheSame(original, own) && (
          <Button variant="quiet" size="s" className="needs-script" onClick={() => onTake(original)}>
            {t('takeChains')}
          </Button>
        )}
      </div>
      {original === undefined && <p className="type-small text-ink-3">{t('noChainText')}</p>}
      {original && saysTheSame(original, own) && <p className="type-small text-ink-3">{t('same')}</p>}
      {original && !saysTheSame(original, own) && <TextDiff language={text.language} before={original} after={own} />}
    </section>
  )
}
