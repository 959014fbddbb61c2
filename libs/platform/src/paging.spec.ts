import { describe, expect, it } from '@jest/globals';
import { AppError } from './app-error';
import { decodeCursor, encodeCursor } from './paging';

describe('cursors', () => {
  it('come back as they went out', () => {
    expect(decodeCursor(encodeCursor(['Ấp 1', 2, true, null]), 4)).toEqual(['Ấp 1', 2, true, null]);
  });

  it.each([
    ['text that is none', 'xyz'],
    ['an object', Buffer.from('{"a":1}').toString('base64url')],
    ['a list in the list', encodeCursor([['a'], 'b'])],
    ['too few values', encodeCursor(['a'])],
    ['NUL, which no statement takes', encodeCursor(['\0', 'b'])],
    ['half a surrogate pair', encodeCursor(['\ud800', 'b'])],
  ])('refuses %s', (_name, cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(AppError);
  });
});
