import { create as createQr } from 'qrcode';
import { CERTIFICATE_TEMPLATE } from './certificate.template';
import { certificateTexts, type CertificateData } from './certificate.rules';
import { renderTypst, type RenderedPdf } from './typst';

/** The QR symbol of a text as SVG (level M: survives a fold or a stamp), without the quiet zone. */
export function qrSvg(text: string): string {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${modules.size} ${modules.size}" ` +
    `shape-rendering="crispEdges"><path fill="#3b1410" d="${path}"/></svg>`
  );
}

/** As `renderCertificate`, with the number of pages and the font sizes that were chosen (for checks). */
export function setCertificate(data: CertificateData): Promise<RenderedPdf> {
  return renderTypst(CERTIFICATE_TEMPLATE, { ...certificateTexts(data), qr: qrSvg(data.checkUrl) }, data.date);
}

/**
 * The printed award: one A4 page, landscape, tagged PDF with title. The same data give the same bytes.
 * Long names and texts are set smaller until they fit; the page never grows to two.
 * @throws DocumentError `ENGINE_MISSING` | `RENDER_FAILED`; RangeError for a date that does not exist
 */
export async function renderCertificate(data: CertificateData): Promise<Buffer> {
  return (await setCertificate(data)).pdf;
}
