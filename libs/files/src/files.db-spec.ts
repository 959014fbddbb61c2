import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { AuditLog } from '@app/audit';
import { JobHandlers, Jobs } from '@app/jobs';
import { ENV, type Env } from '@app/platform';
import { drawing, excelFile, HEIC, MP4, pdfPage, photo, traces, wordFile } from '../../../test/support/sample-files';
import { codeOf, TestServices } from '../../../test/support/services';
import { ScannerDown } from './clamd';
import { FileBytes } from './file-bytes';
import { FileCopies } from './file-copies';
import { type FileFacts, FileFactsQueries } from './file-facts';
import { Files } from './files';
import { distance, printOf } from './print.rules';
import { PrintQueries } from './prints.queries';
import { Scans } from './scans';

jest.setTimeout(60_000);

describe('files', () => {
  let services: TestServices;
  let files: Files;
  let copies: FileCopies;

  beforeAll(async () => {
    services = await TestServices.start();
    files = services.module.get(Files);
    copies = services.module.get(FileCopies);
  });
  afterAll(() => services.stop());

  const store = (name: string, bytes: Buffer) => files.store(bytes, { name, accountId: null });
  const work = (sha256: string) => services.module.get(JobHandlers).run('files.preview', { sha256 });
  const facts = async (fileId: string): Promise<FileFacts> =>
    (await services.module.get(FileFactsQueries).of([fileId])).get(fileId)!;
  /** Stored, and its previews made. */
  const made = async (name: string, bytes: Buffer) => {
    const file = await store(name, bytes);
    await work(file.sha256);
    return { ...file, ...(await facts(file.id)) };
  };
  const picture = async (id: string, part: 'thumb.webp' | 'page.webp') =>
    buffer((await copies.picture(id, part)).stream);
  const clean = async (id: string) => {
    const copy = await copies.clean(id);
    return { ...copy, bytes: await buffer(await copy.open()) };
  };

  describe('the kind is told by content, and the name must agree', () => {
    it.each<[string, () => Promise<Buffer> | Buffer, string]>([
      ['a.JPG', () => photo(1), 'image/jpeg'],
      ['a.png', () => drawing(1).png().toBuffer(), 'image/png'],
      ['a.webp', () => drawing(1).webp().toBuffer(), 'image/webp'],
      ['IMG_0001.HEIC', () => HEIC, 'image/heic'],
      ['a.pdf', () => pdfPage(), 'application/pdf'],
      ['a.docx', () => wordFile(['x']), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['a.xlsx', () => excelFile([['x']]), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['a.mp4', () => MP4, 'video/mp4'],
      ['a.pdf', () => photo(1), 'FILE_CONTENT_MISMATCH'],
      ['a.jpg', () => HEIC, 'FILE_CONTENT_MISMATCH'],
      ['a.jpg', () => Buffer.from('<script>alert(1)</script>'), 'FILE_CONTENT_MISMATCH'],
      ['a.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'FILE_TYPE_NOT_ALLOWED'],
      ['a.html', () => Buffer.from('<html></html>'), 'FILE_TYPE_NOT_ALLOWED'],
      ['a.xlsx', () => wordFile(['x']), 'FILE_CONTENT_MISMATCH'],
      // a zip that only holds the names as text
      ['a.docx', () => Buffer.from('PK\u0003\u0004[Content_Types].xml word/document.xml'), 'FILE_CONTENT_MISMATCH'],
      ['a.docx', async () => (await wordFile(['x'])).subarray(0, 2000), 'FILE_CONTENT_MISMATCH'],
      // four letters at the right place are no video
      [
        'a.mp4',
        () => Buffer.concat([Buffer.from('\0\0\0\u0018ftypisom\0\0\0\0isomiso2', 'latin1'), randomBytes(500)]),
        'FILE_CONTENT_MISMATCH',
      ],
      ['a.exe', () => Buffer.from('MZ'), 'FILE_TYPE_NOT_ALLOWED'],
      ['a.jpg', () => Buffer.alloc(0), 'FILE_EMPTY'],
      ['a.png', () => randomBytes(64), 'FILE_CONTENT_MISMATCH'],
    ])('%s', async (name, bytes, kind) => {
      const content = await bytes();
      const found = await store(name, content).then(
        (file) => file.mediaType,
        (error: { code: string }) => error.code,
      );
      expect(found).toBe(kind);
    });
  });

  it('a photo is shown upright and without what the camera wrote; the original keeps it', async () => {
    const bytes = await photo(2, { orientation: 6 });
    expect(traces(bytes)).toEqual(['Exif', 'NGUYEN-VAN-CHU-MAY', 'PHONE-X']);
    const file = await made('Ảnh bìa.jpg', bytes);
    expect(file).toMatchObject({ previewState: 'READY', hasPicture: true, width: 480, height: 640 });
    for (const [part, width, height] of [
      ['thumb.webp', 360, 480],
      ['page.webp', 480, 640],
    ] as const) {
      const shown = await picture(file.id, part);
      expect([traces(shown), await sharp(shown).metadata()]).toEqual([
        [],
        expect.objectContaining({ format: 'webp', width, height }),
      ]);
    }
    const copy = await clean(file.id);
    expect([copy.name, copy.mediaType, copy.size, traces(copy.bytes)]).toEqual([
      'Ảnh bìa.jpg',
      'image/jpeg',
      copy.bytes.length,
      [],
    ]);
    expect(await sharp(copy.bytes).metadata()).toMatchObject({
      format: 'jpeg',
      width: 480,
      height: 640,
    });
    const original = await copies.original(file.id);
    expect((await buffer(await original.open())).equals(bytes)).toBe(true);
    expect(await buffer(await original.open({ start: 2, end: 9 }))).toEqual(bytes.subarray(2, 10));
  });

  it('a HEIC photo becomes a picture that every browser shows', async () => {
    const file = await made('IMG_0001.heic', HEIC);
    expect(file).toMatchObject({ previewState: 'READY', hasPicture: true, width: 320, height: 240 });
    expect(await sharp(await picture(file.id, 'thumb.webp')).metadata()).toMatchObject({ format: 'webp', width: 320 });
    expect(await clean(file.id)).toMatchObject({ name: 'IMG_0001.jpg', mediaType: 'image/jpeg' });
  });

  it('of a PDF the first page is drawn, of Word and Excel files the first lines are read', async () => {
    const pdf = await made('a.pdf', pdfPage());
    expect(pdf).toMatchObject({ previewState: 'READY', hasPicture: true, pages: 1 });
    const [red, , blue] = await sharp(await picture(pdf.id, 'page.webp'))
      .extract({ left: 300, top: 200, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect([red! > 150, blue! < 80]).toEqual([true, true]);

    const word = await made(
      'a.docx',
      await wordFile(['Báo cáo kết quả', ...Array.from({ length: 300 }, (_, i) => `Dòng ${i} <b>`)]),
    );
    expect(word).toMatchObject({ previewState: 'READY', hasPicture: false, hasText: true });
    const lines = (await copies.text(word.id)).split('\n');
    expect([lines.length, lines[0], lines[1]]).toEqual([200, 'Báo cáo kết quả', 'Dòng 0 <b>']);

    const short = await made('b.docx', await wordFile(['Một bảng']));
    expect(await copies.text(short.id)).toBe('Một bảng\nHội viên \t120');
    const excel = await made(
      'a.xlsx',
      await excelFile([
        ['Hộ', 'Số tiền'],
        ['Ông Ba', 1500000],
      ]),
    );
    expect(await copies.text(excel.id)).toBe('Hộ\tSố tiền\nÔng Ba\t1500000');
  });

  it('of a video length and size are told, and readers outside get it without the place', async () => {
    expect(traces(MP4)).toEqual(['loci', 'earth', '+09.78']);
    const video = await made('a.mp4', MP4);
    expect(video).toMatchObject({ previewState: 'READY', durationMs: 2000, width: 160, height: 120 });
    const copy = await clean(video.id);
    expect([copy.size, copy.bytes.length, traces(copy.bytes)]).toEqual([MP4.length, MP4.length, []]);
    const part = await buffer(await copy.open({ start: 3000, end: 3499 }));
    expect(part).toEqual(copy.bytes.subarray(3000, 3500));
  });

  it('what cannot be read has failed, once and for all', async () => {
    const broken = await made('a.jpg', Buffer.concat([(await photo(3)).subarray(0, 400), randomBytes(100)]));
    expect(broken).toMatchObject({ previewState: 'FAILED', hasPicture: false });
    await work(broken.sha256);
    expect(await services.db.one('SELECT attempts FROM file_preview WHERE sha256 = $1', [broken.sha256])).toEqual({
      attempts: 1,
    });
    expect(await codeOf(clean(broken.id))).toBe('FILE_UNREADABLE');
    // a small file that unfolds to 81 million pixels
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect(await made('a.png', bomb)).toMatchObject({ previewState: 'FAILED' });
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3000)]);
    expect(await made('a.pdf', pdf)).toMatchObject({ previewState: 'FAILED' });
    // one that takes the worker down with it is given up in the end
    const deadly = await store('b.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(100)]));
    await services.db.query('UPDATE file_preview SET attempts = 4 WHERE sha256 = $1', [deadly.sha256]);
    await work(deadly.sha256);
    expect(await facts(deadly.id)).toMatchObject({ previewState: 'FAILED' });
  });

  describe('prints', () => {
    const print = async (bytes: Buffer) =>
      printOf(await sharp(bytes).autoOrient().greyscale().resize(32, 32, { fit: 'fill' }).raw().toBuffer())!;

    it('the same picture made smaller, compressed or turned by its orientation is found, others are not', async () => {
      const one = await made('a.jpg', await photo(10));
      const small = await made('b.jpg', await photo(10, { width: 300, quality: 40 }));
      const webp = await made('c.webp', await drawing(10).resize(500).webp({ quality: 30 }).toBuffer());
      // stored lying on its side, with the orientation that sets it upright
      const lying = await sharp(await drawing(10).jpeg().toBuffer())
        .rotate(-90)
        .jpeg()
        .withMetadata({ orientation: 6 })
        .toBuffer();
      const turned = await made('d.jpg', lying);
      for (let seed = 11; seed < 15; seed++) await made(`${seed}.jpg`, await photo(seed));
      await made(
        'wall.png',
        await sharp({ create: { width: 100, height: 100, channels: 3, background: '#777' } })
          .png()
          .toBuffer(),
      );

      const pairs = await services.module.get(PrintQueries).alike([one.sha256]);
      expect(pairs.map(({ other }) => other).sort((a, b) => a.localeCompare(b))).toEqual(
        [small, webp, turned].map(({ sha256 }) => sha256).sort((a, b) => a.localeCompare(b)),
      );
      expect(pairs.every((pair) => pair.distance <= 8)).toBe(true);
      expect(distance(await print(await photo(10)), await print(await photo(11)))).toBeGreaterThan(15);
    });
  });

  describe('the scanner', () => {
    let server: Server;
    let answer = '';
    const scans = (clamd: Env['clamd']) => {
      const get = services.module.get.bind(services.module);
      return new Scans(services.db, services.clock, get(Jobs), get(AuditLog), get(FileBytes), {
        ...get<Env>(ENV),
        clamd,
      });
    };
    const here = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    const stateOf = async (id: string) => (await facts(id)).scanState;

    beforeAll(async () => {
      // as clamd: takes pieces until one of no length, then says its word
      server = createServer((socket) => {
        let got = Buffer.alloc(0);
        socket.on('data', (piece) => {
          got = Buffer.concat([got, piece]);
          if (got.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer);
        });
        socket.on('error', () => undefined);
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    });
    afterAll(() => void server.close());

    it('only its own word makes a file clean: without one the file stays not scanned', async () => {
      const file = await store('a.pdf', pdfPage());
      await scans(undefined).look(file.id);
      expect(await stateOf(file.id)).toBe('NOT_SCANNED');
      await expect(scans({ path: '/nowhere/clamd.ctl' }).look(file.id)).rejects.toBeInstanceOf(ScannerDown);
      for (const word of ['', 'INSTREAM size limit exceeded. ERROR\0', 'stream: Access denied. ERROR\0', 'stream: O']) {
        answer = word;
        await expect(scans(here()).look(file.id)).rejects.toBeInstanceOf(ScannerDown);
      }
      expect(await stateOf(file.id)).toBe('NOT_SCANNED');
      answer = 'stream: OK\0';
      await scans(here()).look(file.id);
      expect(await stateOf(file.id)).toBe('CLEAN');
    });

    it('an infected content is in quarantine under every name, and whoever sent it will be told', async () => {
      const bytes = await photo(20);
      const first = await made('a.jpg', bytes);
      const second = await store('b.jpg', bytes);
      answer = 'stream: Eicar-Test FOUND\0';
      await scans(here()).look(first.id);
      const later = await store('c.jpg', bytes);
      for (const { id } of [first, second, later]) {
        expect(await facts(id)).toMatchObject({ scanState: 'INFECTED', previewState: 'NONE', hasPicture: false });
        expect(await codeOf(files.read(id))).toBe('FILE_INFECTED');
        expect(await codeOf(copies.original(id))).toBe('FILE_INFECTED');
        expect(await codeOf(copies.clean(id))).toBe('FILE_INFECTED');
        expect(await codeOf(copies.picture(id, 'thumb.webp'))).toBe('FILE_INFECTED');
        expect(await codeOf(copies.text(id))).toBe('FILE_INFECTED');
      }
      const told = await services.db.query<{ id: string }>(
        `SELECT data ->> 'fileId' AS id FROM pgboss.job WHERE name = 'files.infected' ORDER BY 1`,
      );
      expect(told.map(({ id }) => id)).toEqual([first.id, second.id].sort((a, b) => a.localeCompare(b)));
    });

    it('what came before there was a scanner is looked at later', async () => {
      const file = await store('a.pdf', Buffer.concat([pdfPage(), Buffer.from('later')]));
      answer = 'stream: OK\0';
      await expect(scans(undefined).waiting(10)).resolves.toEqual([]);
      expect(await scans(here()).waiting(100)).toContain(file.id);
    });
  });
});
