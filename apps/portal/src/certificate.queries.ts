import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import { lookalikes } from './certificate-code.rules';

export interface Certificate {
  code: string;
  numberText: string;
  state: 'VALID' | 'REVOKED' | 'REISSUED';
  stateReason: string | null;
  stateChangedAt: Date | null;
  /** Dates are yyyy-mm-dd. */
  issuedOn: string;
  recipientName: string;
  unitName: string;
  title: string;
  awardFormName: string;
  decisionNumber: string;
  decidedOn: string;
  issuerName: string;
  family: 'STATE' | 'PARTY';
  /** Abbreviation before the signer's title: 'TM.', 'K/T'; may be empty. */
  signerAuthority: string;
  signerTitle: string;
  signerName: string;
  provinceName: string;
  year: number;
}

/** Reads of the certificates of published decisions. */
@Injectable()
export class CertificateQueries {
  constructor(private readonly db: Database) {}

  /** By its code as read from paper: exactly, or the only one that looks the same. */
  async find(code: string): Promise<Certificate | undefined> {
    const found = await this.db.query<Certificate>(
      `SELECT code, number_text AS "numberText", state, state_reason AS "stateReason", state_changed_at AS "stateChangedAt",
         issued_on::text AS "issuedOn", recipient_name AS "recipientName", unit_name AS "unitName", title,
         award_form_name AS "awardFormName", decision_number AS "decisionNumber", decided_on::text AS "decidedOn", issuer_name AS "issuerName",
         family, signer_authority AS "signerAuthority", signer_title AS "signerTitle", signer_name AS "signerName",
         province_name AS "provinceName", year
       FROM portal.certificate WHERE code = ANY($1)`,
      [lookalikes(code)],
    );
    return found.find((one) => one.code === code) ?? (found.length === 1 ? found[0] : undefined);
  }
}
