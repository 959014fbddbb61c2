const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const SIGNATURES: readonly (readonly [Buffer, 'PDF' | 'PNG' | 'JPEG' | 'GIF' | 'RAR' | 'GZIP' | '7Z'])[] = [
  [Buffer.from('%PDF'), 'PDF'],
  [Buffer.from('89504e47', 'hex'), 'PNG'],
  [Buffer.from('ffd8ff', 'hex'), 'JPEG'],
  [Buffer.from('GIF8'), 'GIF'],
  [Buffer.from('Rar!'), 'RAR'],
  [Buffer.from('1f8b', 'hex'), 'GZIP'],
  [Buffer.from('377abcaf', 'hex'), '7Z'],
];

export type SpreadsheetKind =
  'ZIP' | 'OLD_EXCEL' | 'PASSWORD' | 'HTML' | 'TEXT' | 'BINARY' | (typeof SIGNATURES)[number][1];

/**
 * What a file that should hold a table is, by its bytes. An .xlsx with a password and an .xls are both compound files:
 * the names inside tell them apart. Many systems export an HTML page under the name .xls.
 */
export function spreadsheetKind(bytes: Buffer): SpreadsheetKind {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return 'ZIP';
  if (bytes.subarray(0, 8).equals(OLE))
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'PASSWORD' : 'OLD_EXCEL';
  const known = SIGNATURES.find(([signature]) => bytes.subarray(0, signature.length).equals(signature));
  if (known) return known[1];
  // BIFF 2 to 4, from before compound files
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04].includes(bytes[1] ?? -1) && bytes[2] === 0x06) return 'OLD_EXCEL';
  const head = bytes.subarray(0, 4096);
  if (/^\s*(<!doctype html|<html|<\?xml|<table)/i.test(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')))
    return 'HTML';
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !wide && head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) ? 'BINARY' : 'TEXT';
}
