import { authorityLine, type Authority, type PaperFamily } from './paper.rules';
import { breakLongWords, cleanText, upper } from './text.rules';
import { longDate } from './wording.rules';

/** What is handed out. `PRIZE` (giải nhất, nhì…) and other forms bring their own `title`. */
export type CertificateForm = 'CERTIFICATE' | 'COMMENDATION' | 'MERIT' | 'MODEL_RECOGNITION' | 'PRIZE';

/** Title of each form, and the verb that stands between the issuer and the title. */
export const CERTIFICATE_FORMS: Record<CertificateForm, { title: string; verb: string | null }> = {
  CERTIFICATE: { title: 'GIẤY CHỨNG NHẬN', verb: null },
  COMMENDATION: { title: 'GIẤY KHEN', verb: 'TẶNG' },
  MERIT: { title: 'BẰNG KHEN', verb: 'TẶNG' },
  MODEL_RECOGNITION: { title: 'CÔNG NHẬN MÔ HÌNH “DÂN VẬN KHÉO”', verb: null },
  PRIZE: { title: 'GIẤY CHỨNG NHẬN', verb: 'TRAO' },
};

/** Everything that stands on a certificate. Dates are 'YYYY-MM-DD'; texts are plain text in any normal form. */
export interface CertificateData {
  issuer: { family: PaperFamily; /** Superior body, printed above the name. */ parent?: string | null; name: string };
  form: CertificateForm;
  /** Overrides the title of the form, e.g. "GIẢI NHẤT". */
  title?: string | null;
  recipient: string;
  recipientUnit?: string | null;
  /** e.g. "Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm 2024" */
  achievement: string;
  /** `number` without "Số", e.g. "06/2026/QĐ-UBND". */
  decision: { number: string; date: string };
  goldenBookNumber: string;
  place: string;
  date: string;
  signature: { authority?: Authority | null; onBehalfOf?: string | null; title: string; name: string };
  checkUrl: string;
  /** Code for typing in by hand at the check page. */
  code: string;
}

/** The lines of a certificate, ready to be set; pure, so that wording is tested without a page. */
export function certificateTexts(data: CertificateData) {
  const { issuer, signature } = data;
  const form = CERTIFICATE_FORMS[data.form];
  const title = upper(data.title?.trim() || form.title);
  const recipient = cleanText(data.recipient).trim();
  return {
    family: issuer.family,
    parent: issuer.parent ? upper(issuer.parent) : null,
    issuer: upper(issuer.name),
    verb: form.verb,
    title,
    recipient: breakLongWords(recipient),
    unit: breakLongWords(data.recipientUnit?.trim() ?? '') || null,
    achievement: breakLongWords(data.achievement.trim()),
    decision: `Quyết định số ${data.decision.number}`,
    decisionDate: longDate(data.decision.date),
    book: `Vào sổ số ${data.goldenBookNumber}`,
    placeDate: `${data.place}, ${longDate(data.date)}`,
    authority: authorityLine(issuer.family, signature.authority ?? null, signature.onBehalfOf ?? null),
    signerTitle: upper(signature.title),
    signer: signature.name,
    code: data.code,
    checkUrl: data.checkUrl,
    documentTitle: `${title} – ${recipient}`,
  };
}
