import { describe, expect, it } from '@jest/globals';
import { COLLECTIVE_MODEL, flattenCriteria } from '@app/rubrics';
import { CHECK_CODES } from '@app/programmes';
import { CHECK_NAMES, CHECK_SOURCES, CHECK_TEXTS, fillText } from './appraisal-check-texts.rules';
import {
  checkConsent,
  checkDeadline,
  type Checked,
  checkEarlierAward,
  checkFiles,
  checkMinimum,
  checkQuota,
  checkReturnItems,
  checkSelfScores,
  checkUnit,
  type FileFacts,
} from './appraisal-checks.rules';

const t = (text: string) => Date.parse(text);
const online = {
  channel: 'ONLINE' as const,
  firstSubmittedAt: t('2026-05-31T16:59:59Z'),
  closesAt: t('2026-05-31T17:00:00Z'),
  lastDay: '2026-05-31',
  receivedOn: null,
  postmarkOn: null,
  lastReturn: null,
};
const paper = { ...online, channel: 'PAPER' as const };
const file = (over: Partial<FileFacts> = {}): FileFacts => ({
  name: 'a',
  mediaType: 'image/jpeg',
  consent: true,
  scan: 'CLEAN',
  ...over,
});
const full = Object.fromEntries(
  flattenCriteria(COLLECTIVE_MODEL).map((leaf) => [leaf.code, leaf.kind === 'POINTS' ? leaf.max : '0']),
);
const award = (likeness: number, sameSubject = false) => ({
  title: 'Đường hoa',
  round: 'Đợt 2024',
  year: 2024,
  likeness,
  by: 'TITLE' as const,
  sameSubject,
});

/** Every answer of every check, so that each has its texts. */
const CASES: [string, Checked, string][] = [
  ['in time', checkDeadline(online), 'OK IN_TIME'],
  ['at the very end', checkDeadline({ ...online, firstSubmittedAt: online.closesAt }), 'FAIL LATE'],
  ['never submitted', checkDeadline({ ...online, firstSubmittedAt: null }), 'UNKNOWN NOT_SUBMITTED'],
  [
    'paper stamped on the last day',
    checkDeadline({ ...paper, postmarkOn: '2026-05-31', receivedOn: '2026-06-04' }),
    'OK PAPER_IN_TIME',
  ],
  ['paper without a stamp, a day late', checkDeadline({ ...paper, receivedOn: '2026-06-01' }), 'FAIL PAPER_LATE'],
  ['paper without days', checkDeadline(paper), 'UNKNOWN PAPER_DAY_MISSING'],
  [
    'a return in time',
    checkDeadline({ ...online, lastReturn: { no: 1, deadline: 10, answeredAt: 10 } }),
    'OK RETURN_IN_TIME',
  ],
  [
    'a return too late',
    checkDeadline({ ...online, lastReturn: { no: 1, deadline: 10, answeredAt: 11 } }),
    'FAIL RETURN_LATE',
  ],
  ['no quota', checkQuota({ max: null, used: 9, waiting: 1 }), 'OK QUOTA_NONE'],
  ['room for all that wait', checkQuota({ max: 3, used: 1, waiting: 2 }), 'OK QUOTA_LEFT'],
  ['more waiting than room', checkQuota({ max: 3, used: 1, waiting: 3 }), 'WARN QUOTA_SHORT'],
  ['the quota used up', checkQuota({ max: 3, used: 3, waiting: 0 }), 'FAIL QUOTA_FULL'],
  ['no minimum', checkMinimum([]), 'OK MINIMUM_NONE'],
  ['the minimum met', checkMinimum([{ name: 'Xã', min: 1, registered: 1, paper: 'HD 01' }]), 'OK MINIMUM_MET'],
  [
    'the minimum owed',
    checkMinimum([
      { name: 'Hội', min: 1, registered: 1, paper: '' },
      { name: 'Xã', min: 3, registered: 1, paper: '' },
    ]),
    'WARN MINIMUM_SHORT',
  ],
  ['nothing recognised before', checkEarlierAward({ renews: null, earlier: [award(0.34)] }), 'OK AWARD_NONE'],
  ['carried on openly', checkEarlierAward({ renews: award(1), earlier: [award(1)] }), 'OK AWARD_RENEWED'],
  ['a title like it', checkEarlierAward({ renews: null, earlier: [award(0.1), award(0.35)] }), 'WARN AWARD_LIKE'],
  ['the same person', checkEarlierAward({ renews: null, earlier: [award(0.1, true)] }), 'WARN AWARD_LIKE'],
  ['the same title', checkEarlierAward({ renews: null, earlier: [award(0.6)] }), 'FAIL AWARD_SAME'],
  [
    'a text like it',
    checkEarlierAward({ renews: null, earlier: [award(0.4), { ...award(0.5), by: 'TEXT' }] }),
    'WARN AWARD_LIKE_TEXT',
  ],
  [
    'the same text',
    checkEarlierAward({ renews: null, earlier: [award(0.4), { ...award(0.98), by: 'TEXT' }] }),
    'FAIL AWARD_SAME_TEXT',
  ],
  [
    'a unit that exists',
    checkUnit({ name: 'Xã', validTo: '2026-07-02', successors: [], today: '2026-07-01' }),
    'OK UNIT_OPEN',
  ],
  [
    'a merged unit',
    checkUnit({ name: 'Xã', validTo: '2026-07-01', successors: ['Xã mới'], today: '2026-07-01' }),
    'WARN UNIT_MERGED',
  ],
  [
    'a dissolved unit',
    checkUnit({ name: 'Xã', validTo: '2026-07-01', successors: [], today: '2026-07-01' }),
    'FAIL UNIT_GONE',
  ],
  ['no pictures', checkConsent([file({ mediaType: 'application/pdf', consent: false })]), 'OK CONSENT_NO_PICTURES'],
  ['consent for all', checkConsent([file()]), 'OK CONSENT_GIVEN'],
  [
    'a film without consent',
    checkConsent([file(), file({ mediaType: 'video/mp4', consent: false })]),
    'WARN CONSENT_MISSING',
  ],
  ['no files', checkFiles([]), 'OK FILES_NONE'],
  ['all clean', checkFiles([file()]), 'OK FILES_CLEAN'],
  ['not scanned is not clean', checkFiles([file(), file({ scan: 'NOT_SCANNED' })]), 'UNKNOWN FILES_NOT_SCANNED'],
  ['a file without a record', checkFiles([file({ scan: null })]), 'UNKNOWN FILES_NOT_SCANNED'],
  ['one infected', checkFiles([file({ scan: 'NOT_SCANNED' }), file({ scan: 'INFECTED' })]), 'FAIL FILES_INFECTED'],
  ['scores within the rubric', checkSelfScores(COLLECTIVE_MODEL, full, {}), 'OK SELF_FITS'],
  [
    'a score above its maximum',
    checkSelfScores(COLLECTIVE_MODEL, { ...full, KET_QUA: '99' }, {}),
    'FAIL SELF_ABOVE_MAX',
  ],
  ['a score that is missing', checkSelfScores(COLLECTIVE_MODEL, { ...full, KET_QUA: '' }, {}), 'UNKNOWN SELF_MISSING'],
  ['another band', checkSelfScores(COLLECTIVE_MODEL, full, { KET_QUA: '0' }), 'WARN SELF_OTHER_BAND'],
  ['no return', checkReturnItems(null), 'OK RETURN_NONE'],
  ['all settled', checkReturnItems({ no: 1, settled: [true, true] }), 'OK RETURN_SETTLED'],
  ['one not looked at', checkReturnItems({ no: 1, settled: [true, null] }), 'UNKNOWN RETURN_UNSEEN'],
  ['one still open', checkReturnItems({ no: 1, settled: [null, false] }), 'FAIL RETURN_OPEN'],
];

describe('an automatic check', () => {
  it.each(CASES)('of %s says so', (_, { verdict, say }, expected) => {
    expect(`${verdict} ${say}`).toBe(expected);
  });

  it('has texts in both languages for every answer, with all numbers filled in', () => {
    const place = { round: 'Đợt', rules: 1, stage: 'Xã' };
    const gaps = CASES.flatMap(([name, checked]) =>
      (['vi', 'en'] as const).flatMap((locale) => {
        const text = CHECK_TEXTS[checked.say]?.[locale] ?? '';
        const source = CHECK_SOURCES[checked.source]?.[locale] ?? '';
        const known = { ...place, ...checked.params };
        const unfilled =
          `${text} ${source}`.match(/\{(\w+)\}/g)?.filter((one) => !Object.hasOwn(known, one.slice(1, -1))) ?? [];
        return text && source && fillText(text, known) && unfilled.length === 0
          ? []
          : [`${name} ${locale} ${unfilled.join(' ')}`];
      }),
    );
    expect([gaps, CHECK_CODES.filter((code) => !CHECK_NAMES[code])]).toEqual([[], []]);
    expect(new Set(CASES.map(([, { code }]) => code))).toEqual(new Set(CHECK_CODES));
    const said = new Set(CASES.map(([, { say }]) => say));
    expect(Object.keys(CHECK_TEXTS).filter((say) => !said.has(say))).toEqual(['SELF_TOTAL_ABOVE_MAX']);
  });
});
