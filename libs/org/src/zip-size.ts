const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MAX_ENTRIES = 2_000;

/**
 * Size of all files of a ZIP (an .xlsx is one) after unpacking, in bytes, as its directory states it: a small file can
 * unpack to gigabytes. undefined when it is no ZIP, uses ZIP64, or has more entries than any workbook.
 */
export function unpackedSize(bytes: Buffer): number | undefined {
  const from = Math.max(0, bytes.length - 65_557);
  let end = -1;
  for (let at = bytes.length - 22; at >= from; at--) {
    if (bytes.readUInt32LE(at) === END) {
      end = at;
      break;
    }
  }
  if (end < 0) return undefined;
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (entries === 0 || entries > MAX_ENTRIES) return undefined;
  let size = 0;
  for (let index = 0; index < entries; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const unpacked = bytes.readUInt32LE(at + 24);
    if (unpacked === 0xffffffff) return undefined;
    size += unpacked;
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return size;
}
