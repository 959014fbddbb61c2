/** What a list says of one entry before it is forwarded; counts. */
export interface RowFacts {
  /** Items of the checklist that are not met. */
  notMet: number;
  /** Photos and films without consent of the people shown. */
  noConsent: number;
  infected: number;
  files: number;
  /** Items of the last return that the officer found still open. */
  openItems: number;
}

export type Lack = 'NOT_MET' | 'OPEN_ITEMS' | 'NO_FILES' | 'NO_CONSENT' | 'INFECTED';

export const LACK_TEXTS: Readonly<Record<Lack, { readonly vi: string; readonly en: string }>> = {
  NOT_MET: { vi: '{n} nội dung kiểm tra chưa đạt', en: '{n} items of the checklist not met' },
  OPEN_ITEMS: { vi: '{n} mục bổ sung còn thiếu', en: '{n} items of the return still open' },
  NO_FILES: { vi: 'không có tệp minh chứng', en: 'no evidence files' },
  NO_CONSENT: { vi: '{n} ảnh, phim chưa ghi đồng ý công bố', en: '{n} photos or films without consent' },
  INFECTED: { vi: '{n} tệp có mã độc', en: '{n} infected files' },
};

/** What the leader should know first; none of it stands in the way. */
export function lacksOf(facts: RowFacts): { code: Lack; n: number }[] {
  const counted: [Lack, number][] = [
    ['INFECTED', facts.infected],
    ['NOT_MET', facts.notMet],
    ['OPEN_ITEMS', facts.openItems],
    ['NO_CONSENT', facts.noConsent],
    ['NO_FILES', facts.files === 0 ? 1 : 0],
  ];
  return counted.filter(([, n]) => n > 0).map(([code, n]) => ({ code, n }));
}
