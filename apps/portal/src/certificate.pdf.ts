import { type CertificateForm, renderCertificate } from '@app/documents';
import { familyOf, placeOfIssuer } from './certificate-code.rules';
import type { Certificate } from './certificate.queries';
import type { Texts } from './texts.vi';

/*
 * Loaded with the first PDF only: the typesetter and its fonts weigh more than the rest of the portal.
 */

/** Award forms by how their names begin; any other name is printed as the title itself. */
const FORMS: [RegExp, CertificateForm][] = [
  [/^bằng khen/i, 'MERIT'],
  [/^giấy khen/i, 'COMMENDATION'],
  [/^giải/i, 'PRIZE'],
  [/^giấy chứng nhận/i, 'CERTIFICATE'],
];

/**
 * A certificate for reading, from what is public about it; where the original is signed it says that it is no original.
 * @throws DocumentError `ENGINE_MISSING` | `RENDER_FAILED`
 */
export function certificatePdf(found: Certificate, t: Texts, checkUrl: string): Promise<Buffer> {
  const name = found.awardFormName.normalize('NFC');
  const form = FORMS.find(([pattern]) => pattern.test(name))?.[1];
  return renderCertificate({
    issuer: { family: familyOf(found.decisionNumber), name: found.issuerName },
    form: form ?? 'CERTIFICATE',
    title: form && form !== 'PRIZE' ? null : name,
    recipient: found.recipientName,
    recipientUnit: found.unitName === found.recipientName ? null : found.unitName,
    achievement: t.achievement(found.title),
    decision: { number: found.decisionNumber, date: found.decidedOn },
    goldenBookNumber: found.numberText,
    place: placeOfIssuer(found.issuerName),
    date: found.issuedOn,
    signature: { title: t.pdfSigner, name: t.pdfName },
    checkUrl,
    code: found.code,
  });
}
