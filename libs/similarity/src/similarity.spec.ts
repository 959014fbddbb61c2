import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isSameSubject, type Pair, warningsOf } from './flags.rules';
import { BANDS, bandsOf, estimate, PERMUTATIONS, signatureOf } from './minhash.rules';
import { passages } from './passages.rules';
import { boilerplateOf, likeness, shinglesOf } from './shingles.rules';

const numbers = (count: number, from: number): Set<number> =>
  new Set(Array.from({ length: count }, (_, i) => Math.imul(from + i, 0x9e3779b1) >>> 0));
const union = (...sets: ReadonlySet<number>[]): Set<number> => new Set(sets.flatMap((set) => [...set]));
const LONG =
  'Chi bộ ra nghị quyết chuyên đề, phân công từng đảng viên phụ trách nhóm hộ, họp từng tổ để bàn cách làm và công khai dự toán.';

describe('shingles', () => {
  it('marks, case, punctuation and white space do not make another text', () => {
    expect(shinglesOf('Hoà An: hiến đất, MỞ đường!')).toEqual(shinglesOf('hòa an  hien dat\nmo duong'));
  });

  it('a text shorter than a shingle is like itself and like nothing else', () => {
    expect(likeness(shinglesOf('Ấp 1'), shinglesOf('ấp 1')).jaccard).toBe(1);
    expect(likeness(shinglesOf('Ấp 1'), shinglesOf('ấp 2')).jaccard).toBe(0);
    expect(likeness(shinglesOf(''), shinglesOf('')).jaccard).toBe(0);
  });

  it('what the form says by itself does not count', () => {
    const form = boilerplateOf(['Việc gì đang bức xúc, Nhân dân mong muốn điều gì?', undefined]);
    const [a, b] = ['Đường hẹp, xe không vào được ấp', 'Rác thải hai bên kênh chưa ai thu gom'].map((own) =>
      shinglesOf(`Việc gì đang bức xúc, Nhân dân mong muốn điều gì? ${own}`, form),
    );
    expect(likeness(a!, b!).jaccard).toBe(0);
  });
});

describe('signatures', () => {
  it('estimate the true likeness within four and a half standard errors, however alike the sets are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1 << 28 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 50, max: 400 }),
        (seed, both, each) => {
          const common = numbers(both, seed);
          const a = union(common, numbers(each, seed + 1000));
          const b = union(common, numbers(each, seed + 3000));
          const guess = estimate(signatureOf(a)!, signatureOf(b)!);
          expect(Math.abs(guess - likeness(a, b).jaccard)).toBeLessThan(4.5 * 0.0442);
        },
      ),
      { numRuns: 60, seed: 20261122 },
    );
  });

  it('are symmetric, and equal for equal texts in any order of their sentences’ shingles', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 30 }), { minLength: 2, maxLength: 2 }), ([one, two]) => {
        const [a, b] = [shinglesOf(one!), shinglesOf(two!)];
        const [sa, sb] = [signatureOf(a)!, signatureOf(b)!];
        expect(estimate(sa, sb)).toBe(estimate(sb, sa));
        expect(likeness(a, b).jaccard).toBe(likeness(b, a).jaccard);
        expect(signatureOf(new Set([...a].toReversed()))).toEqual(sa);
        expect(estimate(sa, signatureOf(shinglesOf(one!))!)).toBe(1);
      }),
      { numRuns: 100 },
    );
  });

  it('keep their numbers from release to release: stored ones are compared with new ones', () => {
    const signature = signatureOf(shinglesOf(LONG))!;
    expect([signature.length, ...signature.slice(0, 3)]).toEqual([PERMUTATIONS, 158354862, 94495077, 879724738]);
    expect(bandsOf(signature)).toHaveLength(BANDS);
    expect(signatureOf(new Set())).toBeUndefined();
  });

  it('texts that are alike share a band, texts that are not do not', () => {
    const a = numbers(400, 1);
    const near = union(numbers(330, 1), numbers(70, 5000));
    const far = numbers(400, 9000);
    const bands = (set: ReadonlySet<number>) => new Set(bandsOf(signatureOf(set)!));
    const shared = (x: Set<number>, y: Set<number>) => [...x].filter((band) => y.has(band)).length;
    expect(shared(bands(a), bands(near))).toBeGreaterThan(0);
    expect(shared(bands(a), bands(far))).toBe(0);
  });
});

describe('common passages', () => {
  const part = (code: string, text: string) => ({ code, label: code, text });

  it('give the wording of both sides, with the field of each, and bridge one changed word', () => {
    const mine = `Mở đầu riêng. ${LONG}`;
    const theirs = `${LONG.toUpperCase().replace('CHUYÊN ĐỀ', 'RIÊNG BIỆT')} Hết.`;
    const [only, ...rest] = passages([part('NOI_DUNG', mine)], [part('KET_QUA', theirs)], { limit: 5 });
    expect(rest).toEqual([]);
    expect(only!.mine).toEqual({ part: 'NOI_DUNG', label: 'NOI_DUNG', text: LONG.slice(LONG.indexOf('phân'), -1) });
    expect(only!.theirs.part).toBe('KET_QUA');
  });

  it('bridge a gap of the same length between two long runs', () => {
    const more = 'Nhân dân tự bàn, tự quyết định mức đóng góp, tự cử ban giám sát và thủ quỹ mỗi tháng';
    const found = passages([part('A', `${LONG} một hai ${more}`)], [part('B', `${LONG} ba bốn ${more}`)], { limit: 5 });
    expect(found.map((one) => one.mine.text)).toEqual([`${LONG} một hai ${more}`]);
    expect(found[0]!.theirs.text).toBe(`${LONG} ba bốn ${more}`);
  });

  it('seven equal syllables are no passage, and a form’s own words are none', () => {
    expect(
      passages([part('A', 'một hai ba bốn năm sáu bảy x')], [part('A', 'một hai ba bốn năm sáu bảy y')], { limit: 5 }),
    ).toEqual([]);
    const label = 'Nội dung và cách làm của mô hình đã được tập thể thống nhất thực hiện';
    expect(passages([part('A', label)], [part('A', label)], { limit: 5, boilerplate: boilerplateOf([label]) })).toEqual(
      [],
    );
  });

  it('never fail, and every passage stands word for word in both texts', () => {
    const text = fc
      .array(fc.constantFrom('ấp', 'xã', 'đường', 'đất', 'dân'), { maxLength: 60 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const one of passages([part('A', a)], [part('B', b)], { limit: 10 })) {
          expect(a).toContain(one.mine.text);
          expect(b).toContain(one.theirs.text);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('one achievement put forward twice', () => {
  const pair: Pair = {
    relation: 'SAME',
    jaccard: 0,
    containment: 0,
    sameSubject: false,
    sameRound: false,
    year: 2025,
    otherYear: 2025,
    otherState: 'APPRAISING',
    sameModel: false,
  };
  const kinds = (over: Partial<Pair>) =>
    warningsOf({ ...pair, ...over }).map(({ kind, reason }) => `${kind} ${reason}`);

  it.each<[string, Partial<Pair>, string[]]>([
    ['another text of the unit', {}, []],
    ['half the text in the same year', { containment: 0.5 }, ['SAME_ACHIEVEMENT TEXT']],
    ['the same person in the same year', { sameSubject: true }, ['SAME_ACHIEVEMENT SUBJECT']],
    ['half the text, but last year and not recognised', { containment: 0.5, otherYear: 2024 }, []],
    [
      'half the text, recognised last year',
      { containment: 0.5, otherYear: 2024, otherState: 'RECOGNISED' },
      ['ALREADY_AWARDED TEXT'],
    ],
    [
      'recognised last year and renewed by this one',
      { jaccard: 1, containment: 1, otherYear: 2024, otherState: 'RECOGNISED', sameModel: true },
      [],
    ],
    ['half the text in a unit that is no relation', { relation: 'OTHER', containment: 0.5 }, []],
    [
      'the whole text in a unit that is no relation',
      { relation: 'OTHER', jaccard: 0.9, containment: 0.95 },
      ['SAME_TEXT TEXT'],
    ],
    [
      'the whole text in the unit that was merged into this one',
      { relation: 'PREDECESSOR', jaccard: 0.9, containment: 0.95 },
      ['SAME_ACHIEVEMENT TEXT', 'SAME_TEXT TEXT'],
    ],
    ['the same person, refused before', { sameSubject: true, otherState: 'REFUSED' }, []],
  ])('%s', (_name, over, expected) => {
    expect(kinds(over)).toEqual(expected);
  });

  it('a collective that bears the name of its unit says nothing', () => {
    const mine = { subjectName: 'Ấp 1', subjectType: 'COLLECTIVE', unitName: 'Ấp 1, xã Hoà An' };
    expect(isSameSubject(mine, { subjectName: 'ẤP 1', subjectType: 'COLLECTIVE' })).toBe(false);
    const club = { ...mine, subjectName: 'Câu lạc bộ Bếp ăn nghĩa tình' };
    expect(isSameSubject(club, { subjectName: 'Câu lạc bộ “Bếp ăn nghĩa tình”', subjectType: 'COLLECTIVE' })).toBe(
      true,
    );
    expect(
      isSameSubject({ ...mine, subjectType: 'INDIVIDUAL' }, { subjectName: 'ấp 1', subjectType: 'INDIVIDUAL' }),
    ).toBe(true);
  });
});
