import type { CampaignRow } from '#db/queries/campaigns.ts'
import { Audience } from '#lib/core/audience.ts'

/** The clinics whose sending hours a campaign keeps: those it is for, of those its sender acts for. Null is every clinic. */
export function sendingClinics(campaign: Pick<CampaignRow, 'audience' | 'senderClinicIds'>): string[] | null {
  const { clinicIds } = Audience.parse(campaign.audience)
  const { senderClinicIds } = campaign
  if (clinicIds.length === 0) return senderClinicIds
  if (senderClinicIds === null) return clinicIds
  return clinicIds.filter((clinicId) => senderClinicIds.includes(clinicId))
}
