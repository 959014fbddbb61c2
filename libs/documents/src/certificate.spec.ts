import { describe, expect, it } from '@jest/globals';
import { setCertificate, qrSvg, renderCertificate } from './certificate.pdf';
import { CERTIFICATE_FORMS, certificateTexts, type CertificateForm } from './certificate.rules';
import { DocumentError } from './document.error';
import { copyableCharacters, openPdf, sampleCertificate as sample } from './documents.fixture';
import { loadEngine } from './typst';

const VOWELS = [
  'aàáảãạ',
  'ăằắẳẵặ',
  'âầấẩẫậ',
  'eèéẻẽẹ',
  'êềếểễệ',
  'iìíỉĩị',
  'oòóỏõọ',
  'ôồốổỗộ',
  'ơờớởỡợ',
  'uùúủũụ',
  'ưừứửữự',
  'yỳýỷỹỵ',
  'đ',
];
const LETTERS = VOWELS.join('') + VOWELS.join('').toLocaleUpperCase('vi');

describe('wording of a certificate', () => {
  it('gives the form its title and verb, and dates and numbers their official shape', () => {
    const texts = certificateTexts(sample());
    expect([texts.issuer, texts.verb, texts.title]).toEqual([
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG',
      'TẶNG',
      'BẰNG KHEN',
    ]);
    expect([texts.decision, texts.decisionDate]).toEqual([
      'Quyết định số 06/2026/QĐ-UBND',
      'ngày 05 tháng 02 năm 2026',
    ]);
    expect([texts.book, texts.placeDate]).toEqual(['Vào sổ số 127/2026', 'Hậu Giang, ngày 05 tháng 02 năm 2026']);
    expect([texts.authority, texts.signerTitle]).toEqual(['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
  });

  it('follows the Party in a Party certificate', () => {
    const issuer = { family: 'PARTY' as const, parent: 'Tỉnh ủy Hậu Giang', name: 'Ban Thường vụ' };
    const texts = certificateTexts(
      sample({
        issuer,
        form: 'MODEL_RECOGNITION',
        signature: { authority: 'TM', onBehalfOf: 'Ban Thường vụ', title: 'Phó Bí thư', name: 'A' },
      }),
    );
    expect([texts.title, texts.verb, texts.authority]).toEqual([
      'CÔNG NHẬN MÔ HÌNH “DÂN VẬN KHÉO”',
      null,
      'T/M BAN THƯỜNG VỤ',
    ]);
  });

  it('takes a title of its own, in capitals', () => {
    expect(certificateTexts(sample({ form: 'PRIZE', title: 'Giải Nhất' })).title).toBe('GIẢI NHẤT');
  });
});

describe('the certificate as PDF', () => {
  it('is one tagged A4 landscape page in Vietnamese with its title', async () => {
    const { pdf, pages } = await setCertificate(sample());
    const opened = openPdf(pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pages).toBe(1);
    expect(opened.match(/\/MediaBox\s*\[[^\]]*\]/g)).toEqual(['/MediaBox [0 0 841.8898 595.2756]']);
    expect(opened).toMatch(/\/Lang\s*\(vi\)/);
    expect(opened).toMatch(/\/Marked true/);
    expect(opened).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(opened).not.toMatch(/\/Subtype\s*\/Image/);
    expect(Buffer.from(opened, 'latin1').toString('utf8')).toContain('BẰNG KHEN – Bà Nguyễn Thị Thuỳ Hương');
  });

  it('is set for both families and every form', async () => {
    for (const family of ['STATE', 'PARTY'] as const) {
      for (const form of Object.keys(CERTIFICATE_FORMS) as CertificateForm[]) {
        const { pages, facts } = await setCertificate(sample({ form, issuer: { family, name: 'Ban Chỉ đạo' } }));
        expect([family, form, pages, facts]).toEqual([family, form, 1, [expect.objectContaining({ fits: true })]]);
      }
    }
  });

  it('fits names of 200 characters with a long unit and text on the one page, in a size that can be read', async () => {
    const recipient = 'Mô hình “Vận động Nhân dân hiến đất, góp ngày công xây dựng cầu đường, trồng hàng rào cây xanh, '
      .repeat(3)
      .slice(0, 200);
    const achievement =
      'Đã có thành tích xuất sắc trong tuyên truyền, vận động Nhân dân xây dựng nông thôn mới. '.repeat(5);
    const { pages, facts } = await setCertificate(
      sample({ recipient, achievement, recipientUnit: recipient.slice(0, 150) }),
    );
    expect([pages, facts]).toEqual([1, [expect.objectContaining({ fits: true })]]);
    const { words } = facts[0] as { words: number };
    expect(words).toBeGreaterThanOrEqual(9);
  });

  it('never overflows, whatever is typed', async () => {
    for (const recipient of [
      '',
      'W'.repeat(300),
      'Vận động '.repeat(60),
      'a\0b\uD800',
      '#panic("x") $x$ *b* [c] @ref \\',
    ]) {
      const { pages, facts } = await setCertificate(sample({ recipient, achievement: recipient }));
      expect([pages, facts]).toEqual([1, [expect.objectContaining({ fits: true })]]);
    }
  });

  it('has a glyph for every Vietnamese letter', async () => {
    const opened = openPdf(
      await renderCertificate(sample({ recipient: LETTERS, achievement: LETTERS, recipientUnit: LETTERS })),
    );
    const copyable = copyableCharacters(opened);
    expect(LETTERS.split('').filter((letter) => !copyable.has(letter))).toEqual([]);
    expect(opened).toContain('<pdfuaid:part>1</pdfuaid:part>'); // the standard forbids missing glyphs
  });

  it('is the same file for the same data, in NFC or NFD, and also with letters that no font has', async () => {
    const nfd = sample({ recipient: 'Bà Nguyễn Thị Thuỳ Hương'.normalize('NFD') });
    expect((await renderCertificate(nfd)).equals(await renderCertificate(sample()))).toBe(true);
    expect((await setCertificate(sample({ recipient: 'Hoa 🌸 中文' }))).pages).toBe(1);
  });

  it('refuses a date that does not exist', async () => {
    await expect(renderCertificate(sample({ date: '2026-02-30' }))).rejects.toThrow(RangeError);
  });

  it('says what to do when the engine is not there', () => {
    expect(() => loadEngine('@app-missing/engine')).toThrow(DocumentError);
    expect(() => loadEngine('@app-missing/engine')).toThrow(
      /Linux x64 with glibc; install the optional dependencies \(npm ci --include=optional\)/,
    );
  });
});

describe('the QR symbol', () => {
  it('is drawn as a path on the grid of the symbol', () => {
    const svg = qrSvg('https://danvankheo.example/kiem-tra/HG-2026-7K3M9Q');
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
    expect(svg).toContain('M0 0h1v1h-1z');
  });
});
