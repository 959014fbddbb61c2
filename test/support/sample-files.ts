import exceljs from 'exceljs';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import sharp from 'sharp';

/** Files as people send them. The place in them is 9°47′ N, 105°28′ E: no reader outside may find it. */

/** A drawing that differs with its seed, so that prints of two seeds are far apart. */
export function drawing(seed: number, width = 640, height = 480): sharp.Sharp {
  let state = seed * 2654435761 + 12345;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const shapes = Array.from(
    { length: 14 },
    () =>
      `<circle cx="${next(width)}" cy="${next(height)}" r="${30 + next(120)}" fill="hsl(${next(360)},70%,${15 + next(70)}%)"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="#cde"/>${shapes.join('')}</svg>`,
    ),
  );
}

/** A photo with place, owner and orientation in its Exif data. */
export function photo(
  seed: number,
  options: { orientation?: number; quality?: number; width?: number } = {},
): Promise<Buffer> {
  const picture = drawing(seed)
    .resize({ width: options.width ?? 640 })
    .jpeg({ quality: options.quality ?? 90 });
  return (options.orientation ? picture.withMetadata({ orientation: options.orientation }) : picture)
    .withExifMerge({
      IFD0: { Artist: 'NGUYEN-VAN-CHU-MAY', Model: 'PHONE-X' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '9/1 47/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 28/1 0/1' },
    })
    .toBuffer();
}

/** What no copy may carry: Exif, XMP, names, places. */
export function traces(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  return ['Exif', 'http://ns.adobe.com/xap', 'NGUYEN-VAN-CHU-MAY', 'PHONE-X', 'loci', 'earth', '+09.78', 'EXIF'].filter(
    (one) => text.includes(one),
  );
}

/** One page, 200 × 100 points, a filled box. */
export function pdfPage(): Buffer {
  const stream = '0.8 0.1 0.1 rg 20 20 100 50 re f';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 5\n0000000000 65535 f \n${rows}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

export async function wordFile(lines: readonly string[]): Promise<Buffer> {
  const row = new TableRow({
    children: ['Hội viên', '120'].map((text) => new TableCell({ children: [new Paragraph(text)] })),
  });
  return Packer.toBuffer(
    new Document({
      sections: [{ children: [...lines.map((line) => new Paragraph(line)), new Table({ rows: [row] })] }],
    }),
  );
}

export async function excelFile(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Kết quả');
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** 320 × 240, from libheif's encoder (hvc1). */
export const HEIC = Buffer.from(
  `
  AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYBtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAAB
  AAAANGlsb2MAAAAAREAAAgABAAAAAAGkAAEAAAAAAAACEQACAAAAAAO1AAEAAAAAAAABWAAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEA
  AAAAFWluZmUCAAABAAIAAEV4aWYAAAAAv2lwcnAAAAChaXBjbwAAAHVodmNDAQNwAAAAAAAAAAAAPPAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAA
  AAMAAAMAPLoCQCEAAQAoQgEBA3AAAAMAkAAAAwAAAwA8oAoIDxZbqSSmubAgAAADACAAAAMAISIAAQAHRAHBcrBiQAAAABRpc3BlAAAAAAAAAUAAAADw
  AAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAA3FtZGF0AAACDSgBrxkgiP05aPd8
  hTe0+pJhHfl7+mBXis/yxso8kPnIF+KoKO3eqBm2YIaTlat+tfkpt+QWPxNuXvXCtmK9wVhAi5bcbv5WyVqzay6vjCCwK5x/gTjSAPXuoANF/k0N+8GE
  9OTtInO2OlL7g0C6zMriNbjnW8fY+pdjL3wx5iV9B+S1sKXR/RJ3C5rKo4A/ciZgDZkxHEtg0Ka3FWyE1jhVXmBcpvnm99NF14VKJIpABIukdAzy8zLH
  LhnNHCUrydNp5IPEp9lnO0KfGOiIpWlU+mH9En7G/DW9M87hOwjZ/piLIjaW9C7YM+8ZEGQHHTy887buCbm2b3HoclqxfdOTTGgYaOLCkcUpYNERF5K9
  7+vCETbGRLK5BNgkznSA1k8WSh8PvKJRpXEFZBkWpCMmeSRyvbbA72IKCIe9ZXuRq+HdUcjtaF0O21HWVkco7eU5c0zTXtHl04a6f5bzF/CkRKB6+1XO
  GehCUxtEzpzOO8nzf9rB7K65+NYiD1o4TtFtoKCPkMYmyq3LmFaRc8LcqHmV/b7rNs6FsxMSswJ+iTSe0uBUbvrVHtdw8XraVca9zJg7RbcEDiaT/cg1
  rUq0sb1KHESxWPk5tNisUWOrl569F4WzyzylF/zGVRzZGkxLSi+KK5hGW3VfempRep1IApi8J029jZ3fkwFeEEjAy+87XKeASsD6D9JJBwAAAABJSSoA
  CAAAAAkAEAECAAgAAACKAAAAEgEDAAEAAAABAAAAGgEFAAEAAAB6AAAAGwEFAAEAAACCAAAAKAEDAAEAAAACAAAAOwECAA0AAACSAAAAEwIDAAEAAAAB
  AAAAaYcEAAEAAACgAAAAJYgEAAEAAADuAAAAAAAAAEgAAAABAAAASAAAAAEAAABQaG9uZSBYAE5ndXllbiBWYW4gQQAABgAAkAcABAAAADAyMTABkQcA
  BAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAAEABAAADoAQAAQAAAPAAAAAAAAAABAABAAIAAgAAAE4AAAACAAUAAwAAADwBAAAD
  AAIAAgAAAEUAAAAEAAUAAwAAACQBAAAAAAAAaQAAAAEAAAAcAAAAAQAAAAAAAAABAAAACQAAAAEAAAAvAAAAAQAAAAAAAAABAAAA`,
  'base64',
);

/** Two seconds, 160 × 120, with a place ("loci") in its user data. */
export const MP4 = Buffer.from(
  `
  AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQAAC1ptZGF0AAACrQYF//+p3EXpvebZSLeWLNgg2SPu73gyNjQgLSBjb3JlIDE2
  NCByMzA5NSBiYWVlNDAwIC0gSC4yNjQvTVBFRy00IEFWQyBjb2RlYyAtIENvcHlsZWZ0IDIwMDMtMjAyMiAtIGh0dHA6Ly93d3cudmlkZW9sYW4ub3Jn
  L3gyNjQuaHRtbCAtIG9wdGlvbnM6IGNhYmFjPTEgcmVmPTMgZGVibG9jaz0xOjA6MCBhbmFseXNlPTB4MzoweDExMyBtZT1oZXggc3VibWU9NyBwc3k9
  MSBwc3lfcmQ9MS4wMDowLjAwIG1peGVkX3JlZj0xIG1lX3JhbmdlPTE2IGNocm9tYV9tZT0xIHRyZWxsaXM9MSA4eDhkY3Q9MSBjcW09MCBkZWFkem9u
  ZT0yMSwxMSBmYXN0X3Bza2lwPTEgY2hyb21hX3FwX29mZnNldD0tMiB0aHJlYWRzPTMgbG9va2FoZWFkX3RocmVhZHM9MSBzbGljZWRfdGhyZWFkcz0w
  IG5yPTAgZGVjaW1hdGU9MSBpbnRlcmxhY2VkPTAgYmx1cmF5X2NvbXBhdD0wIGNvbnN0cmFpbmVkX2ludHJhPTAgYmZyYW1lcz0zIGJfcHlyYW1pZD0y
  IGJfYWRhcHQ9MSBiX2JpYXM9MCBkaXJlY3Q9MSB3ZWlnaHRiPTEgb3Blbl9nb3A9MCB3ZWlnaHRwPTIga2V5aW50PTI1MCBrZXlpbnRfbWluPTUgc2Nl
  bmVjdXQ9NDAgaW50cmFfcmVmcmVzaD0wIHJjX2xvb2thaGVhZD00MCByYz1jcmYgbWJ0cmVlPTEgY3JmPTQwLjAgcWNvbXA9MC42MCBxcG1pbj0wIHFw
  bWF4PTY5IHFwc3RlcD00IGlwX3JhdGlvPTEuNDAgYXE9MToxLjAwAIAAAAQFZYiEABL//t4jwKYd1fgYjb5uAK8zy2XrUB95br3LDlTiJZKbKrcgtviz
  zzqCGxqJW1cBDoOfiYwKqpc4EGMwtPJrFCpn8ydYlifYJiwXsUu70OBr1DGBIvuhpuXLaMCNoBg54MCWOeSCxrRin3IK6KPsxQo7zCgBlPqB+z5lhrFq
  M1hVgF+2W1T4nshGj3X9i3MYzyFbqfOjrhZ7GnWxkBcyZBE8aF23Eyu904hn7wMPkb64RNX2LsA7YfToBJPpCHc4dWjy7mdCZzJAeu8+2pV0wK65xaiY
  zdU7J/bNVAh9jfrwaDReku9+NjzAJbDS/GZRzeeiM9NF3P7bR4T4Vw5bxeORCzrSLnnn6ZqcoO5rW7hKiho3G1xALp7ALMg+X8cnVQaXEXLCPOQLPbct
  qvDLlsLZKWb/5Op6/JrhErhwi1zb8IhDwHhQAg9nMFxtFONRzn+eaUtv3q+GG2/sVcNJxhPmmO6ekOvJWsXLNnJBG/RsMDD8l/zOmnef0JkWLQ1HIr7V
  5vTC9CrdlZPT2c/biG+Od0duvzf9nyV4yWk30WrAztfijFD6UW9QFVQ7kTjK97SQqt3T0COv4MHeISaKN7G4LqXPv5cM1xYb04OLfQ3G/ESp5DPHE/FG
  7vcD2saS5eLr6mLqgDWl/4rIgG2N+YMq8hyM9BwyG5peO0Ao1alQGBKQ7CIz0NvX+PZ7YFwCvzC0CIG9QtAdSAxO8fOIrahy96pJ+kt0Wym37wXxcyJl
  SbhlKsTjSLD8EGJUIseKejzy+UjG2AhkyFMTVTOAYU1HN5oT9ZuKo6AaHG9vbdJWCAvbGuz8+rJJSOEhn4WvJjGCG2wf4Z1iAMlGbgBA1Vv4TN+ftgwE
  suKbXOSV3MJ2QUONcEaEsiib+o5ozBoa4HjUOyYL7iXm2aJcqwV419i+Ei3MzKURA5E8cnWzWEAAfQXexrlMbJXUUPQjgHhXdPVHK50LA6y7mpjfTPqT
  ixTmNoEinLP8dwHUmZlYJ71csD6slbzPzBWRu3xqDtVpkpD7NHFVe1atK5KQbnh2+o37dF+misyBeaLGSai62+j/6awmZcaHG0MEoHokL2NVLAbW+elA
  FuhLLdWiN6m4BhQ9tQ1/FpzJPEHIlunMOd4P4oICAS/MXaJsIMpZFlDSvd0j46hRR6C+smTJ0qVD8dv+tuM6ETEcWT3CLEJ7jWk9tOitmAxbyiJ3+w23
  CDhPkN7Z+iqoMBB2R5r1dKC/wNdL2uXu7Ni2K553uiEnAC9Yp67GH4+vIMmI4mtr0iHo+YTG5hYA9tEoPgl4g1WiXSat6XRba7BkdfLyHACKszzTCCN9
  UckltcwA01bDvHHeuof+3cwVY5LmahYws6wJrsvxAAAAe0GaIWxBLwGqrHrxT6g8my6j0ABL7W1ZjA4mgPQ/LvJ5JaXZx/c3cwhUVRdMEMZ8pezagMAC
  6QTKSkblc6FoWHX9k9ylNMRon9W+0PGYtS6fox8nvQ2DLEiJ1im2yDexGo0861y+rok2B8JHzrEEoUzpM4w0Nzv0w5trgAAAAIhBmkI8IZMphBL/AADb
  C8oQuEAGjpBdhi+VHG6U16p3dMgllE8BSWkh2ewcyn4sTzo1iwbRNiAaLpqotCWNp8acptQXMrf0++yd6exWq0USnQvxZplQRnsLKGS2HCFlbvJDrFdg
  NZ36+XjxZ5fEff0gAoBBT8D71CEt65JvCP84MZzvBbu/Z22vAAAAj0GaY0nhDyZTAgl/AAEXjytR+I7PqADVwQFEsOJNPwZRDRWaa4ybg7jvFGLGVTAS
  dAADVUeQJrtGDziksNm7Pg6sbniukEXivpGzeKGjD0v4fBnOOfUPNFPkWbqdCUnneurIzqGQlFFMSjDZheXSiuB8h8nIwntXCHsdgpqcWfqgZhPK/+az
  Z/toQUvhRv2uAAAAn0GahEnhDyZTAgl/AAE7pT4MBHTgA1vw4HEcl8r+lKz5pq0t+xmb8YpZcTCSmazP0DmTKuM48j98VBPYgmdYYmaZRiKI6QrNKkiS
  mVK6By8MYIvEv0ELRU0kIlAioa7MclWN/N0benGNHmb9NMppgP/XmPZtItsZzFmLznV0TufJEmBi8XPCJtQB3B3no5ysPX2ZtTZ3mmOX9Biq7M7XgQAA
  ANJBmqVJ4Q8mUwIJfwAFNEvDsqx4ABwd9JlVFco7eICAjvKSdP1trRjG044BniBNhGE7WFzWf3PGeptnAXizTw8j152mwMax1L8DA70uEsRQ5Z0nMolY
  T5D8uKEgTaITOlPeuvS07z9LzkqMOSFXOxqOykSKG+PLhDpmN1K8orXpJCk9P1jL1cdBRyKmtj0tbQXoPS8jv7p93Lu5aysevnZj+viu1ABkHFSFBEmL
  e9g9JGSSOMhRIYuadC49zn3rHYY63UDjgXPiA+9hw13P8ml5tcEAAAEQQZrJSeEPJlMCH/8AC6VB1ABo5S0wcP7qg94irRhZcLwIa3EOY9BZTjJgLJQV
  xkFINR33SpEZO2UxRa+0tuh6Ii1iws4sNxuRd7eoApbyEWMTKnq50E6o+NmvQVDpRl+7eHKXSl24fz4AqaJMheaKxrc40Jxsjpcddp/rzBXg9mDP6C9E
  9m+fe2Nt3aRWR0Ni/hd5cv63NgCENHZStpkBg7SE9aW7U4Y7quhrahCud5bccMXwHScXdj1J98YlG2OQPZV68D7IXvIM5tPv+/pVVlI77S4XBYbbRb59
  A3AOBep9AetpwsXuCjXgE7MbtS/gEQCzaOF52IsoKxvmFfdRRholMftnlEMVmsjwK6ocoIEAAABBQZ7nRRE8EP8UH9hBMnG198AB0wg01U5SszI96GQo
  wXrsC9fiSLFJM3w0BftDu7cKuUlj6qo6diBuRnavsfZf/UEAAAAQAZ8GdEP/FkQv85PurcV3wQAAABABnwhqQ/8WJVCe8+mrUNYiAAAELm1vb3YAAABs
  bXZoZAAAAAAAAAAAAAAAAAAAA+gAAAfQAAEAAAEAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAA
  AAAAAAAAAAAAAAAAAAAAAAIAAAK2dHJhawAAAFx0a2hkAAAAAwAAAAAAAAAAAAAAAQAAAAAAAAfQAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAA
  AAAAAQAAAAAAAAAAAAAAAAAAQAAAAACgAAAAeAAAAAAAJGVkdHMAAAAcZWxzdAAAAAAAAAABAAAH0AAAEAAAAQAAAAACLm1kaWEAAAAgbWRoZAAAAAAA
  AAAAAAAAAAAAKAAAAFAAVcQAAAAAAC1oZGxyAAAAAAAAAAB2aWRlAAAAAAAAAAAAAAAAVmlkZW9IYW5kbGVyAAAAAdltaW5mAAAAFHZtaGQAAAABAAAA
  AAAAAAAAAAAkZGluZgAAABxkcmVmAAAAAAAAAAEAAAAMdXJsIAAAAAEAAAGZc3RibAAAAMFzdHNkAAAAAAAAAAEAAACxYXZjMQAAAAAAAAABAAAAAAAA
  AAAAAAAAAAAAAACgAHgASAAAAEgAAAAAAAAAARVMYXZjNTkuMzcuMTAwIGxpYngyNjQAAAAAAAAAAAAAABj//wAAADdhdmNDAWQACv/hABpnZAAKrNlC
  hH5cBEAAAAMAQAAAAwKDxIllgAEABmjr4OSyLP34+AAAAAAQcGFzcAAAAAEAAAABAAAAFGJ0cnQAAAAAAAAtSAAALUgAAAAYc3R0cwAAAAAAAAABAAAA
  CgAACAAAAAAUc3RzcwAAAAAAAAABAAAAAQAAADhjdHRzAAAAAAAAAAUAAAAGAAAQAAAAAAEAACgAAAAAAQAAEAAAAAABAAAAAAAAAAEAAAgAAAAAHHN0
  c2MAAAAAAAAAAQAAAAEAAAAKAAAAAQAAADxzdHN6AAAAAAAAAAAAAAAKAAAGugAAAH8AAACMAAAAkwAAAKMAAADWAAABFAAAAEUAAAAUAAAAFAAAABRz
  dGNvAAAAAAAAAAEAAAAwAAABBHVkdGEAAADZbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAbWR0YQAAAAAAAAAAAAAAAAAAAAA8a2V5cwAAAAAAAAADAAAA
  EG1kdGFsb2NhdGlvbgAAAA1tZHRhdGl0bGUAAAAPbWR0YWVuY29kZXIAAABwaWxzdAAAACoAAAABAAAAImRhdGEAAAABAAAAACswOS43ODMzKzEwNS40
  NjY3LwAAABkAAAACAAAAEWRhdGEAAAABAAAAAHgAAAAlAAAAAwAAAB1kYXRhAAAAAQAAAABMYXZmNTkuMjcuMTAwAAAAI2xvY2kAAAAAAAAAAABpd3kA
  CciGAAAAAGVhcnRoAAA=`,
  'base64',
);
