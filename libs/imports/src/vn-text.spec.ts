import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property, string } from 'fast-check';
import { decodeText, encodingOf, usualEncoding } from './vn-detect.rules';
import { fromMojibake, fromTcvn3, fromVni, toTcvn3, toVni } from './vn-encodings.rules';
import { isSyllable } from './vn-syllable.rules';

const SMALL = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵdđbcghklmnpqrstvx';
const TITLE = 'Vận động Nhân dân hiến đất mở rộng đường giao thông nông thôn ấp Thuỷ Thuận';

describe('texts of old fonts', () => {
  it('come back from TCVN3 as they went in, for all small letters', () => {
    assert(
      property(string({ unit: constantFrom(...Array.from(`${SMALL} `)), maxLength: 60 }), (text) => {
        expect(fromTcvn3(toTcvn3(text))).toBe(text);
      }),
    );
  });

  it('come back from VNI as they went in, for small and capital letters', () => {
    assert(
      property(
        string({ unit: constantFrom(...Array.from(`${SMALL}${SMALL.toUpperCase()} `)), maxLength: 60 }),
        (text) => {
          expect(fromVni(toVni(text))).toBe(text);
        },
      ),
    );
  });

  it('are those that the fonts really held', () => {
    expect(fromTcvn3('X· Hoµ An, huyÖn Phông HiÖp')).toBe('Xã Hoà An, huyện Phụng Hiệp');
    expect(fromTcvn3('uû ban nh©n d©n', true)).toBe('UỶ BAN NHÂN DÂN');
    expect(fromVni('Xaõ Hoaø An, huyeän Phuïng Hieäp, ñöôøng')).toBe('Xã Hoà An, huyện Phụng Hiệp, đường');
    expect(fromMojibake('XÃ£ HoÃ  An'.replace('Ã  ', 'Ã\u00a0 '))).toBe('Xã Hoà An');
  });

  it('are told by their syllables, and by the column where a word alone says nothing', () => {
    for (const text of [
      TITLE,
      'Xã Hoả Lựu',
      'Quỳnh, gìn giữ, khuỷu, ngoằn ngoèo, giếng, quyết, uống',
      '1.250 m² (100%)',
      'Zalo “Ấp bình yên”',
    ])
      expect([text, encodingOf({ text })]).toEqual([text, 'UNICODE']);
    expect(encodingOf({ text: toTcvn3(TITLE) })).toBe('TCVN3');
    expect(encodingOf({ text: toVni(TITLE) })).toBe('VNI');
    expect(encodingOf({ text: TITLE.normalize('NFD') })).toBe('UNICODE');
    const mojibake = Buffer.from('Đường hoa ấp 3').toString('latin1');
    expect(decodeText({ text: mojibake }, encodingOf({ text: mojibake }))).toBe('Đường hoa ấp 3');
    expect(usualEncoding([toTcvn3(TITLE), 'Zalo', toTcvn3('đường hoa')].map((text) => ({ text })))).toBe('TCVN3');
  });

  it('of any Vietnamese sentence are found again, whichever way they were written', () => {
    const words = TITLE.split(' ').concat(
      'thắp sáng đường quê tiếng kẻng an ninh tổ tự quản xây dựng nhà gia đình sạch'.split(' '),
    );
    const sentence = array(constantFrom(...words), { minLength: 4, maxLength: 12 }).map((list) =>
      list.join(' ').toLowerCase(),
    );
    assert(
      property(
        sentence,
        constantFrom(toTcvn3, toVni, (text: string) => text.normalize('NFD')),
        (text, write) => {
          const found = { text: write(text) };
          expect(decodeText(found, encodingOf(found))).toBe(text);
        },
      ),
    );
  });

  it('knows Vietnamese syllables from other letters', () => {
    expect('nguyễn khuỷu quýt giặc ỷ hoá hóa thuở xoong rượu'.split(' ').filter((word) => !isSyllable(word))).toEqual(
      [],
    );
    expect('huyÖn héi nhaân café Zürich'.split(' ').filter(isSyllable)).toEqual([]);
  });
});
