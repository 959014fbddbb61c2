import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** A file on the disk of the person at the browser. */
export interface ChosenFile {
  name: string;
  path: string;
  bytes: Buffer;
}

const folders: string[] = [];

/** Each in a folder of its own, so that two may have one name; `dropFiles` removes them. */
export function fileOf(name: string, bytes: Buffer): ChosenFile {
  const folder = mkdtempSync(join(tmpdir(), 'dvk-chosen-'));
  folders.push(folder);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { name, path, bytes };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function dropFiles(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A real PDF of one page, made as long as wanted by a picture that nobody sees. */
export function pdfOf(bytes: number, name: string): ChosenFile {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  const object = (n: number, ...content: (string | Buffer)[]): void => {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.concat([`${n} 0 obj\n`, ...content, '\nendobj\n'].map((part) => Buffer.from(part))));
  };
  const text = Buffer.from('BT /F1 24 Tf 72 700 Td (Bien ban hop Ap Mot) Tj ET');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  object(
    3,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
  );
  object(4, `<< /Length ${text.length} >>\nstream\n`, text, '\nendstream');
  object(5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  object(6, `<< /Length ${bytes} >>\nstream\n`, randomBytes(bytes), '\nendstream');
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 7\n0000000000 65535 f \n${table}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return fileOf(name, Buffer.concat(parts));
}

/**
 * A photo as a phone takes it: lying on its side (to be turned by 90°), with day, place and maker in its EXIF part.
 * @param size pixels as they are stored, so that it stands upright as height × width
 */
export async function phonePhoto(name: string, size: { width: number; height: number }): Promise<ChosenFile> {
  const noise = randomBytes((size.width / 8) * (size.height / 8) * 3);
  const bytes = await sharp(noise, { raw: { width: size.width / 8, height: size.height / 8, channels: 3 } })
    .resize(size.width, size.height, { kernel: 'cubic' })
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Bi mat', Model: 'Dien thoai' },
      IFD2: { DateTimeOriginal: '2026:02:05 07:41:09' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '9/1 47/1 312/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 28/1 0/1',
      },
    })
    .toBuffer();
  return fileOf(name, bytes);
}
