'use client'

import dynamic from 'next/dynamic'

/**
 * The form of a draft with its scripts apart: what becomes of a campaign is shown at the same address, and whoever looks at that does not
 * load an editor.
 */
export const ComposeFormWhenNeeded = dynamic(() =>
  import('../../_form/compose-form.tsx').then(({ ComposeForm }) => ComposeForm),
)
