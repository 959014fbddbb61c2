import { Inject, Injectable } from '@nestjs/common';
import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { authorityOf, certificateColumns, onBehalfOf, placeOf } from '@app/decisions';
import { type CertificateData, type CertificateForm, renderCertificate } from '@app/documents';
import { AppError, Database, ENV, type Env } from '@app/platform';
import type { CertificateItemAnswer } from './publication.dto';

/** Everything that stands on a certificate, from the tables or from the public view alike. */
export interface CertificateRow {
  code: string;
  numberText: string;
  state: 'VALID' | 'REVOKED' | 'REISSUED';
  issuedOn: string;
  recipientName: string;
  unitName: string;
  title: string;
  awardFormName: string;
  decisionNumber: string;
  decidedOn: string;
  issuerName: string;
  family: 'STATE' | 'PARTY';
  signerAuthority: string;
  signerTitle: string;
  signerName: string;
  provinceName: string;
  year: number;
}

/** Award forms by how their names begin; any other name is printed as the title itself. */
const FORMS: readonly [RegExp, CertificateForm][] = [
  [/^bằng khen/i, 'MERIT'],
  [/^giấy khen/i, 'COMMENDATION'],
  [/^giấy chứng nhận/i, 'CERTIFICATE'],
];

/** The lines of a certificate. `checkBase`: address of the public site without a slash at its end. */
export function certificateData(row: CertificateRow, checkBase: string): CertificateData {
  const form = FORMS.find(([pattern]) => pattern.test(row.awardFormName.normalize('NFC')))?.[1];
  return {
    issuer: { family: row.family, name: row.issuerName },
    form: form ?? 'PRIZE',
    title: form ? null : row.awardFormName,
    recipient: row.recipientName,
    recipientUnit: row.unitName === row.recipientName ? null : row.unitName,
    achievement: `Đã có thành tích tiêu biểu trong phong trào thi đua “Dân vận khéo” năm ${row.year}: ${row.title}`,
    decision: { number: row.decisionNumber, date: row.decidedOn },
    goldenBookNumber: row.numberText,
    place: placeOf(row.provinceName),
    date: row.issuedOn,
    signature: {
      authority: authorityOf(row.signerAuthority),
      onBehalfOf: onBehalfOf(row),
      title: row.signerTitle,
      name: row.signerName,
    },
    checkUrl: `${checkBase}/kiem-tra/${row.code}`,
    code: row.code,
  };
}

/** The printed award as PDF. */
@Injectable()
export class CertificatePapers {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** For the board and for the unit whose award it is, published or not. @throws AppError NOT_FOUND; DocumentError without the engine */
  async pdf(id: string): Promise<Buffer> {
    const params: unknown[] = [id];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', certificateColumns, params);
    const row = await this.db.one<CertificateRow>(
      `SELECT c.code, c.number_text AS "numberText", c.state, c.issued_on::text AS "issuedOn", a.recipient_name AS "recipientName", a.unit_name AS "unitName", a.title,
         a.award_form_name AS "awardFormName", d.number_text AS "decisionNumber", d.decided_on::text AS "decidedOn", d.issuer_name AS "issuerName", d.family,
         d.signer_authority AS "signerAuthority", d.signer_title AS "signerTitle", d.signer_name AS "signerName", p.name AS "provinceName", r.year
       FROM certificate c JOIN decision_award a ON a.id = c.award_id JOIN decision d ON d.id = a.decision_id JOIN entry e ON e.id = a.entry_id
       JOIN round r ON r.id = e.round_id JOIN unit p ON p.path = subpath(e.unit_path, 0, 1)
       WHERE c.id = $1 AND ${where}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    return renderCertificate(certificateData(row, this.env.portalUrl));
  }

  /** Certificates of one entry that the reader may see, newest first; none for everybody else. */
  async ofEntry(entryId: string): Promise<CertificateItemAnswer[]> {
    const params: unknown[] = [entryId];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', certificateColumns, params);
    return this.db.query<CertificateItemAnswer>(
      `SELECT c.id, c.number_text AS "number", c.code, c.state, c.issued_on::text AS "issuedOn", a.recipient_name AS "recipientName",
         a.award_form_name AS "awardFormName", d.number_text AS "decisionNumber", d.decided_on::text AS "decidedOn", d.issuer_name AS "issuerName"
       FROM certificate c JOIN decision_award a ON a.id = c.award_id JOIN decision d ON d.id = a.decision_id JOIN entry e ON e.id = a.entry_id
       WHERE a.entry_id = $1 AND ${where} ORDER BY c.id DESC`,
      params,
    );
  }
}

/** The same for the public: reads the published views only, so that it works with the portal's database role. @throws AppError NOT_FOUND */
export async function certificatePdf(db: Database, code: string, checkBase: string): Promise<Buffer> {
  const row = await db.one<CertificateRow>(
    `SELECT code, number_text AS "numberText", state, issued_on::text AS "issuedOn", recipient_name AS "recipientName", unit_name AS "unitName", title,
       award_form_name AS "awardFormName", decision_number AS "decisionNumber", decided_on::text AS "decidedOn", issuer_name AS "issuerName", family,
       signer_authority AS "signerAuthority", signer_title AS "signerTitle", signer_name AS "signerName", province_name AS "provinceName", year
     FROM portal.certificate WHERE code = $1 AND state = 'VALID'`,
    [code],
  );
  if (!row) throw new AppError('NOT_FOUND');
  return renderCertificate(certificateData(row, checkBase));
}
