import { renderCertificate } from '@app/documents';
import { certificateData } from '@app/publication';
import type { Certificate } from './certificate.queries';
import type { Texts } from './texts.vi';

/*
 * Loaded with the first PDF only: the typesetter and its fonts weigh more than the rest of the portal.
 */

/**
 * The certificate as it is handed out, but where the original is signed it says that it is no original.
 * `checkBase`: address of the public site without a slash at its end.
 * @throws DocumentError `ENGINE_MISSING` | `RENDER_FAILED`
 */
export function certificateCopy(found: Certificate, t: Texts, checkBase: string): Promise<Buffer> {
  return renderCertificate({
    ...certificateData(found, checkBase),
    signature: { title: t.pdfSigner, name: t.pdfName },
  });
}
