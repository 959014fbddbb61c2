import type { Frac, VotingRule } from '@app/programmes';

/** What a vote is counted from. `present` counts members in the room, `written` the ballots of absent members in writing. */
export interface VoteFigures {
  readonly members: number;
  readonly present: number;
  readonly written: number;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

/** A count as it is sealed: what it was taken of, how many yes votes it took, and whether they were there. */
export interface VoteResult extends VoteFigures {
  readonly cast: number;
  readonly base: number;
  readonly needed: number;
  readonly passed: boolean;
}

/**
 * Smallest number of votes that is at least (or more than) the share `share` of `base`, in whole numbers: 2/3 of 9 is 6,
 * 80 % of 9 is 8, 90 % of 11 is 10; more than 1/2 of 10 is 6. No float: 0.7 × 10 is not 7 there.
 */
export function votesNeeded(base: number, share: Frac, comparison: VotingRule['comparison'] = 'AT_LEAST'): number {
  const part = BigInt(share.num) * BigInt(base);
  const whole = BigInt(share.den);
  return Number(comparison === 'MORE_THAN' ? part / whole + 1n : (part + whole - 1n) / whole);
}

/** Members that must be present before a session may open. */
export function quorumNeeded(rule: VotingRule, members: number): number {
  return votesNeeded(members, rule.quorum);
}

/**
 * The number that the threshold is a share of. `ALL_MEMBERS`: everybody who belongs to the council, also who is absent or
 * kept away by a conflict, because the regulations say "tổng số thành viên"; `PRESENT`: who is in the room, and absent
 * members whose written ballot counts; `VOTES_CAST`: ballots, abstentions included.
 */
export function voteBase(rule: VotingRule, figures: VoteFigures): number {
  if (rule.base === 'ALL_MEMBERS') return figures.members;
  if (rule.base === 'PRESENT') return figures.present + figures.written;
  return figures.yes + figures.no + figures.abstain;
}

/** Counts a vote. Nothing passes without a yes vote, even where the base is 0. @throws RangeError when the sums do not agree */
export function countVotes(rule: VotingRule, figures: VoteFigures): VoteResult {
  const cast = figures.yes + figures.no + figures.abstain;
  const whole = Object.values(figures).every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!whole || cast > figures.members || figures.written > cast || figures.present > figures.members)
    throw new RangeError(`These figures cannot be a vote: ${JSON.stringify(figures)}`);
  const base = voteBase(rule, figures);
  const needed = votesNeeded(base, rule.threshold, rule.comparison);
  return {
    members: figures.members,
    present: figures.present,
    written: figures.written,
    yes: figures.yes,
    no: figures.no,
    abstain: figures.abstain,
    cast,
    base,
    needed,
    passed: figures.yes > 0 && figures.yes >= needed,
  };
}

/** A share as people write it: 9/10 → "90%", 2/3 → "2/3". */
export function shareText({ num, den }: Frac): string {
  return (num * 100) % den === 0 && den !== 3 ? `${(num * 100) / den}%` : `${num}/${den}`;
}

const BASE_TEXT: Record<VotingRule['base'], { vi: string; en: string }> = {
  ALL_MEMBERS: { vi: 'tổng số thành viên hội đồng', en: 'all members' },
  PRESENT: { vi: 'số thành viên có mặt', en: 'members present' },
  VOTES_CAST: { vi: 'số phiếu đã bỏ', en: 'votes cast' },
};

/** The rule in one sentence, for the head of the session and for the minutes. */
export function ruleText(rule: VotingRule, language: 'vi' | 'en'): string {
  const more = rule.comparison === 'MORE_THAN';
  if (language === 'vi')
    return (
      `Phiên họp hợp lệ khi có ít nhất ${shareText(rule.quorum)} thành viên có mặt. ` +
      `Thông qua khi ${more ? 'trên' : 'ít nhất'} ${shareText(rule.threshold)} ${BASE_TEXT[rule.base].vi} đồng ý. ` +
      `${rule.secret ? 'Bỏ phiếu kín' : 'Biểu quyết công khai'}${rule.writtenAllowed ? '; thành viên vắng mặt được cho ý kiến bằng văn bản' : ''}.`
    );
  return (
    `The session is valid with at least ${shareText(rule.quorum)} of the members present. ` +
    `Passed by ${more ? 'more than' : 'at least'} ${shareText(rule.threshold)} of ${BASE_TEXT[rule.base].en}. ` +
    `${rule.secret ? 'Secret ballot' : 'Open ballot'}${rule.writtenAllowed ? '; absent members may vote in writing' : ''}.`
  );
}
