import { describe, expect, it } from '@jest/globals';
import { countWords, fold, isRealDate, isStorableText, normaliseText } from './text.rules';

describe('Vietnamese text', () => {
  it('folds marks, case, đ and both ways of writing', () => {
    const nfd = 'Đảng ủy xã Hoà Bình'.normalize('NFD');
    expect([fold('Đảng ủy xã Hoà Bình'), fold('ĐẢNG UỶ XÃ HÒA BÌNH'), fold(nfd)]).toEqual(Array(3).fill('dang uy xa hoa binh'));
  });

  it('stores NFC with plain line ends', () => {
    expect(normaliseText('  Thôn Đoài\r\nxã A '.normalize('NFD'))).toBe('Thôn Đoài\nxã A');
  });

  it('drops marks that nobody sees, and takes what shows nothing for empty', () => {
    expect(['a\u202egnp.exe', '\ufeffẤp 1', 'o\u2060\u0301', '\u200b\u200b', ' \u200d '].map(normaliseText)).toEqual(['agnp.exe', 'Ấp 1', 'ó', '', '']);
  });

  it('keeps the marks that words and signs are made with', () => {
    expect(normaliseText('ភូមិ\u200bថ្មី 👩\u200d🌾')).toBe('ភូមិ\u200bថ្មី 👩\u200d🌾');
  });

  it.each([
    ['NUL', 'a\u0000b', false],
    ['half a surrogate pair', 'a\ud800b', false],
    ['escape', '\u001b[31m', false],
    ['an emoji', 'hoa 🌸', true],
    ['a line end in a long text', 'a\nb', true],
  ])('storable: %s', (_name, text, expected) => {
    expect(isStorableText(text, true)).toBe(expected);
  });

  it('a line end does not belong into one line', () => {
    expect(isStorableText('a\nb', false)).toBe(false);
  });

  it('counts words between white space', () => {
    expect(['', '  ', 'Dân vận khéo', 'một\nhai  ba'].map(countWords)).toEqual([0, 0, 3, 3]);
  });

  it('knows real dates', () => {
    expect(['2024-02-29', '2023-02-29', '2024-04-31', '2024-1-01', '2024-13-01'].map(isRealDate)).toEqual([true, false, false, false, false]);
  });
});
