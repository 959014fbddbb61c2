import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { VotingRule } from '@app/programmes';
import * as fc from 'fast-check';
import { countVotes, quorumNeeded, ruleText, shareText, voteBase, votesNeeded } from './voting.rules';

const rule = (more: Partial<VotingRule> = {}): VotingRule => ({
  quorum: { num: 2, den: 3 },
  base: 'ALL_MEMBERS',
  threshold: { num: 9, den: 10 },
  comparison: 'AT_LEAST',
  secret: true,
  writtenAllowed: false,
  ...more,
});
const figures = (more: Partial<Parameters<typeof countVotes>[1]> = {}) => ({
  members: 9,
  present: 7,
  written: 0,
  yes: 6,
  no: 1,
  abstain: 0,
  ...more,
});

describe('votes needed', () => {
  it.each([
    [9, 2, 3, 6],
    [9, 4, 5, 8],
    [11, 9, 10, 10],
    [10, 9, 10, 9],
    [23, 9, 10, 21],
    [23, 3, 4, 18],
    [15, 9, 10, 14],
    [7, 7, 10, 5],
    [10, 7, 10, 7],
    [1, 1, 2, 1],
    [0, 1, 2, 0],
  ])('at least so much of %i members: %i/%i is %i', (base, num, den, needed) => {
    expect(votesNeeded(base, { num, den })).toBe(needed);
  });

  it.each([
    [10, 1, 2, 6],
    [81, 1, 2, 41],
    [9, 2, 3, 7],
  ])('more than the share of %i: %i/%i is %i', (base, num, den, needed) => {
    expect(votesNeeded(base, { num, den }, 'MORE_THAN')).toBe(needed);
  });

  it('is the smallest whole number that reaches the share', () => {
    const share = fc
      .integer({ min: 1, max: 1000 })
      .chain((den) => fc.record({ den: fc.constant(den), num: fc.integer({ min: 0, max: den }) }));
    fc.assert(
      fc.property(fc.nat(5000), share, (base, { num, den }) => {
        const least = votesNeeded(base, { num, den });
        expect(least * den >= num * base && (least - 1) * den < num * base).toBe(true);
        const more = votesNeeded(base, { num, den }, 'MORE_THAN');
        expect(more * den > num * base && (more - 1) * den <= num * base).toBe(true);
      }),
    );
  });

  const file = join(__dirname, '../../../../shared/vectors/scoring.json');
  const vectors = existsSync(file)
    ? (
        JSON.parse(readFileSync(file, 'utf8')) as {
          vectors: {
            id: string;
            fn: string;
            input: { yes?: number; base: number; numerator: number; denominator: number; strict: boolean };
            expected: { needed?: number; passes?: boolean };
          }[];
        }
      ).vectors
    : [];
  (vectors.length > 0 ? it : it.skip)('agrees with the published examples (skipped without ../shared/vectors)', () => {
    const votes = vectors.filter(({ fn }) => fn === 'vote');
    for (const { id, input, expected } of votes) {
      const needed = votesNeeded(
        input.base,
        { num: input.numerator, den: input.denominator },
        input.strict ? 'MORE_THAN' : 'AT_LEAST',
      );
      if (expected.needed !== undefined) expect([id, needed]).toEqual([id, expected.needed]);
      if (expected.passes !== undefined) expect([id, (input.yes ?? 0) >= needed]).toEqual([id, expected.passes]);
    }
    expect(votes).toHaveLength(7);
  });
});

describe('a count', () => {
  it('takes the share of all members, also of those who are absent', () => {
    expect(countVotes(rule({ threshold: { num: 2, den: 3 } }), figures())).toMatchObject({
      base: 9,
      needed: 6,
      passed: true,
      cast: 7,
    });
    expect(countVotes(rule({ threshold: { num: 4, den: 5 } }), figures())).toMatchObject({
      base: 9,
      needed: 8,
      passed: false,
    });
  });

  it('takes the share of members present with the written ballots of absent ones', () => {
    expect(
      countVotes(rule({ base: 'PRESENT', threshold: { num: 2, den: 3 } }), figures({ written: 2, yes: 7, no: 2 })),
    ).toMatchObject({ base: 9, needed: 6, passed: true });
  });

  it('takes the share of votes cast, abstentions included', () => {
    expect(
      countVotes(
        rule({ base: 'VOTES_CAST', threshold: { num: 1, den: 2 }, comparison: 'MORE_THAN' }),
        figures({ yes: 3, no: 1, abstain: 2 }),
      ),
    ).toMatchObject({ base: 6, needed: 4, passed: false });
  });

  it('passes nothing without a single yes', () => {
    expect(countVotes(rule({ base: 'VOTES_CAST' }), figures({ yes: 0, no: 0 })).passed).toBe(false);
  });

  it.each([{ yes: 10 }, { yes: -1 }, { written: 8 }, { present: 10 }, { yes: 1.5 }])(
    'refuses figures that cannot be: %j',
    (more) => {
      expect(() => countVotes(rule(), figures(more))).toThrow(RangeError);
    },
  );

  it('adds up, and one more yes instead of a no never turns a pass into a failure', () => {
    const base = fc.constantFrom('ALL_MEMBERS', 'PRESENT', 'VOTES_CAST') as fc.Arbitrary<VotingRule['base']>;
    fc.assert(
      fc.property(
        base,
        fc.nat(10),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(10),
        fc.nat(10),
        fc.nat(10),
        (of, num, den, yes, no, abstain) => {
          const theRule = rule({ base: of, threshold: { num: Math.min(num, den), den } });
          const members = yes + no + abstain + 3;
          const here = { members, present: yes + no + abstain, written: 0, yes, no, abstain };
          const result = countVotes(theRule, here);
          expect(result.yes + result.no + result.abstain).toBe(result.cast);
          if (result.passed && no > 0)
            expect(countVotes(theRule, { ...here, yes: yes + 1, no: no - 1 }).passed).toBe(true);
          expect(voteBase(theRule, here)).toBe(result.base);
        },
      ),
    );
  });
});

describe('the rule in words', () => {
  it('writes percentages as percentages and thirds as fractions', () => {
    expect([shareText({ num: 9, den: 10 }), shareText({ num: 2, den: 3 }), shareText({ num: 7, den: 10 })]).toEqual([
      '90%',
      '2/3',
      '70%',
    ]);
  });

  it('names quorum, threshold, base and kind of ballot', () => {
    expect(ruleText(rule({ writtenAllowed: true }), 'vi')).toBe(
      'Phiên họp hợp lệ khi có ít nhất 2/3 thành viên có mặt. Thông qua khi ít nhất 90% tổng số thành viên hội đồng đồng ý. Bỏ phiếu kín; thành viên vắng mặt được cho ý kiến bằng văn bản.',
    );
  });

  it('needs 6 of 9 for a quorum of two thirds', () => {
    expect(quorumNeeded(rule(), 9)).toBe(6);
  });
});
