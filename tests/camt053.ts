import { randomUUID } from 'node:crypto'

export type CamtEntry = {
  euros: string
  reference?: string
  remittance?: string
  entryRef?: string
  currency?: string
  direction?: 'CRDT' | 'DBIT'
  status?: 'BOOK' | 'PDNG'
  isReturn?: boolean
}

/** A camt.053 as Estonian banks write it. */
export function camt053(
  entries: readonly CamtEntry[],
  { statementRef = randomUUID(), iban = 'EE382200221020145685' }: { statementRef?: string; iban?: string } = {},
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
<Stmt><Id>${statementRef}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
${entries.map(entryXml).join('\n')}
</Stmt></BkToCstmrStmt></Document>
`
}

function entryXml({ euros, reference, remittance = 'Ettemaks', entryRef = randomUUID(), ...entry }: CamtEntry): string {
  const { currency = 'EUR', direction = 'CRDT', status = 'BOOK', isReturn = false } = entry
  const structured = reference ? `<Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>` : ''
  return `<Ntry><NtryRef>1</NtryRef><Amt Ccy="${currency}">${euros}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${isReturn ? '<RvslInd>true</RvslInd>' : ''}<Sts>${status}</Sts>
<BookgDt><Dt>2026-10-13</Dt></BookgDt><AcctSvcrRef>${entryRef}</AcctSvcrRef><NtryDtls><TxDtls>
<RltdPties><Dbtr><Nm>Hambaravi OÜ</Nm></Dbtr></RltdPties><RmtInf><Ustrd>${remittance}</Ustrd>${structured}</RmtInf></TxDtls></NtryDtls></Ntry>`
}
