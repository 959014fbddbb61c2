import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class PublicationWithdrawInput {
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  reason: string;
}

export class PublicSectionAnswer {
  title: string;
  text: string;
}

export class PublicContributionAnswer {
  name: string;
  qualifier: string;
  amount: string;
  unit: string;
}

export class PublicPhotoAnswer {
  fileId: string;
  caption: string;
}

/** A model exactly as the public will see it. */
export class PublicModelAnswer {
  awardId: string;
  entryId: string;
  slug: string;
  title: string;
  recipientName: string;
  unitName: string;
  place: string;
  provinceName: string;
  year: number;
  roundName: string;
  fieldCode: string;
  subjectType: string;
  level: string;
  awardFormName: string;
  decisionNumber: string;
  decidedOn: string;
  sections: PublicSectionAnswer[];
  contributions: PublicContributionAnswer[];
  photos: PublicPhotoAnswer[];
}

export class PublicationPreviewAnswer {
  decisionId: string;
  decisionNumber: string;
  models: PublicModelAnswer[];
  /** What stays inside: labels of fields that are not public, and photos without consent. */
  withheldFields: string[];
  withheldPhotos: number;
  publicationId: string | null;
  /** Address of the public site, without a slash at its end. */
  portalUrl: string;
  @ApiProperty({ enum: ['PUBLISHED', 'WITHDRAWN'], nullable: true, type: String })
  state: 'PUBLISHED' | 'WITHDRAWN' | null;
  can: string[];
}

export class PublicationAnswer {
  id: string;
  decisionId: string;
  @ApiProperty({ enum: ['PUBLISHED', 'WITHDRAWN'] })
  state: 'PUBLISHED' | 'WITHDRAWN';
  publishedAt: string;
  withdrawnAt: string | null;
  withdrawReason: string | null;
  models: number;
  version: number;
  can: string[];
}

export class CertificateItemAnswer {
  id: string;
  /** As printed; the code is for checking on the public site. */
  number: string;
  code: string;
  @ApiProperty({ enum: ['VALID', 'REVOKED', 'REISSUED'] })
  state: 'VALID' | 'REVOKED' | 'REISSUED';
  /** yyyy-mm-dd */
  issuedOn: string;
  recipientName: string;
  awardFormName: string;
  decisionNumber: string;
  /** yyyy-mm-dd */
  decidedOn: string;
  issuerName: string;
}

export class CertificateListAnswer {
  items: CertificateItemAnswer[];
}
