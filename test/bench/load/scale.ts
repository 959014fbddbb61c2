/** How much is loaded. Entries of one country-size round and of 15 rounds of history (3 provinces × 5 years). */
export interface Scale {
  readonly name: string;
  /** Entries of each round of history: judged ones, and how many of these were recognised; the rest was refused. */
  readonly history: { readonly entries: number; readonly judged: number; readonly recognised: number };
  /** Entries of the country-size round by where they are. */
  readonly country: {
    /** Five signed sheets each; the first `bigCategory` of them are one category with one panel of five judges, the next 50 are another. */
    readonly scored: number;
    readonly bigCategory: number;
    readonly appraising: number;
    readonly drafts: number;
    /** Five open sheets each. */
    readonly toScore: number;
  };
}

/** 130,000 entries, 400,000 signed sheets, 20,000 published models. */
export const COUNTRY: Scale = {
  name: 'country',
  history: { entries: 3000, judged: 2000, recognised: 1334 },
  country: { scored: 50_000, bigCategory: 2000, appraising: 25_000, drafts: 9000, toScore: 1000 },
};

/** 1,000 entries in the same tree: what a page of a list is compared with. */
export const SMALL: Scale = {
  name: 'small',
  history: { entries: 20, judged: 13, recognised: 9 },
  country: { scored: 400, bigCategory: 40, appraising: 200, drafts: 80, toScore: 20 },
};

/** For trying the bench itself out: as little as each case needs. */
export const TRIAL: Scale = {
  name: 'trial',
  history: { entries: 20, judged: 13, recognised: 9 },
  country: { scored: 600, bigCategory: 40, appraising: 400, drafts: 5000, toScore: 200 },
};

/** Sheets of an entry that is scored. */
export const JUDGES_PER_ENTRY = 5;
export const PUBLISHED_MAX = 20_000;
/** The category with one panel of five for all its entries. */
export const BIG_CATEGORY = 'HE_THONG_CHINH_TRI_HOUSEHOLD';
/** The category with 50 entries that are scored: one page of a reviewing system. */
export const SHORT_CATEGORY = 'HE_THONG_CHINH_TRI_INDIVIDUAL';
export const SHORT_CATEGORY_ENTRIES = 50;
/** Code of the country-size round. */
export const COUNTRY_ROUND = 'CA-NUOC-2026';

export function entriesOf({ history, country }: Scale): number {
  return 15 * history.entries + country.scored + country.appraising + country.drafts + country.toScore;
}
