import { describe, expect, test } from '@jest/globals';
import { ROLES } from '@app/access';
import { excludeEachOther, overlap } from './grant.rules';
import { afterFailure, isLocked, type Failures } from './lock-out.rules';
import { hashPassword, temporaryPassword, verifyPassword } from './password-hash';
import { passwordProblem } from './password.rules';

describe('a new password', () => {
  test.each<[string, string, string | undefined]>([
    ['123456789', 'an', 'PASSWORD_TOO_SHORT'],
    ['ổ'.repeat(9), 'an', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(201), 'an', 'PASSWORD_TOO_LONG'],
    ['nguyen.van.an', 'nguyen.van.an', 'PASSWORD_IS_LOGIN'],
    ['Nguyen.Van.An!', 'nguyen.van.an@hg.gov.vn', 'PASSWORD_IS_LOGIN'],
    ['Mật-Khẩu-123', 'an', 'PASSWORD_COMMON'],
    ['aaaaaaaaaaaa', 'an', 'PASSWORD_COMMON'],
    ['một câu ngắn dễ nhớ', 'an', undefined],
    ['correct horse battery', 'an', undefined],
  ])('%s of %s: %s', (password, login, problem) => {
    expect(passwordProblem(password, login)).toBe(problem);
  });
});

describe('the hash', () => {
  test('is salted, checks the right password in either form of Unicode, and no other', async () => {
    const hash = await hashPassword('mật khẩu của tôi');
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await hashPassword('mật khẩu của tôi')).not.toBe(hash);
    expect(await verifyPassword('mật khẩu của tôi'.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword('mat khau cua toi', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  test('an unknown login costs as much time as a known one', async () => {
    const hash = await hashPassword('mật khẩu của tôi');
    const fastest = async (against: string | null) => {
      const times: number[] = [];
      for (let i = 0; i < 3; i++) {
        const begin = process.hrtime.bigint();
        expect(await verifyPassword('guess', against)).toBe(false);
        times.push(Number(process.hrtime.bigint() - begin));
      }
      return Math.min(...times);
    };
    const ratio = (await fastest(null)) / (await fastest(hash));
    expect(ratio).toBeGreaterThan(0.33);
    expect(ratio).toBeLessThan(3);
  }, 60_000);

  test('temporary passwords pass the rules and differ', () => {
    const made = Array.from({ length: 50 }, temporaryPassword);
    expect(new Set(made).size).toBe(50);
    expect(made.map((one) => passwordProblem(one, 'an'))).toEqual(made.map(() => undefined));
  });
});

test('the fifth failure in a row locks for fifteen minutes, then counting starts anew', () => {
  const now = new Date('2026-03-01T01:00:00Z');
  let state: Failures = { count: 0, lockedUntil: null };
  for (let i = 0; i < 4; i++) {
    state = afterFailure(state, now);
    expect(isLocked(state, now)).toBe(false);
  }
  state = afterFailure(state, now);
  expect(state).toEqual({ count: 0, lockedUntil: new Date('2026-03-01T01:15:00Z') });
  expect(isLocked(state, new Date('2026-03-01T01:14:59Z'))).toBe(true);
  expect(isLocked(state, new Date('2026-03-01T01:15:00Z'))).toBe(false);
});

describe('grants', () => {
  test('ADMIN excludes those who score, vote, approve or sign, in both directions', () => {
    const excluded = ['OFFICER', 'LEADER', 'JUDGE', 'COUNCIL_MEMBER', 'COUNCIL_SECRETARY', 'COUNCIL_CHAIR'];
    expect(ROLES.filter((role) => excludeEachOther('ADMIN', role))).toEqual(excluded);
    expect(ROLES.filter((role) => excludeEachOther(role, 'ADMIN'))).toEqual(excluded);
    expect(ROLES.filter((role) => excludeEachOther('JUDGE', role))).toEqual(['ADMIN']);
  });

  test('periods that only touch do not overlap', () => {
    const year = { from: '2025-01-01', to: '2026-01-01' };
    expect(overlap(year, { from: '2026-01-01', to: null })).toBe(false);
    expect(overlap(year, { from: '2025-12-31', to: null })).toBe(true);
    expect(overlap({ from: '2024-01-01', to: null }, year)).toBe(true);
  });
});
