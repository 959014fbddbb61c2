/**
 * Decodes one file that a stranger has sent, in a process of its own that its parent watches and may kill: the decoders
 * of HEIC and PDF hold memory that no limit of a thread reaches, and a broken file may take the process down with it.
 *
 * node decoder.mjs heic|pdf INPUT OUTPUT → writes a picture without metadata, prints {"pages": number|null}
 */
import { readFile, writeFile } from 'node:fs/promises';

/** Pixels of the longer side of a page. */
const PAGE_PIXELS = 1600;

const [kind, input, output] = process.argv.slice(2);
const bytes = await readFile(input);
const pages = kind === 'pdf' ? await drawFirstPage() : await decodeHeic();
process.stdout.write(JSON.stringify({ pages }));

async function decodeHeic() {
  const { default: convert } = await import('heic-convert');
  await writeFile(output, Buffer.from(await convert({ buffer: bytes, format: 'JPEG', quality: 0.95 })));
  return null;
}

async function drawFirstPage() {
  const { createCanvas } = await import('@napi-rs/canvas');
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({
    data: new Uint8Array(bytes),
    // nothing of the file is run, and nothing outside it is looked at
    isEvalSupported: false,
    useWasm: false,
    disableFontFace: true,
    stopAtErrors: false,
    maxImageSize: 50_000_000,
    standardFontDataUrl: new URL(
      'standard_fonts/',
      new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')),
    ).pathname,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
  const page = await document.getPage(1);
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(PAGE_PIXELS / Math.max(natural.width, natural.height), 4) });
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  await writeFile(output, await canvas.encode('png'));
  return document.numPages;
}
