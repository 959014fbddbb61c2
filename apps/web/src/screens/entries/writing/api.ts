import type { Word } from './Words';

/** Shapes of the API's history, comparison and collaborators (writing.dto). */
export interface HistoryItem {
  /** v3: a saved version; r2: a submitted revision. */
  ref: string;
  kind: 'SAVED' | 'RESTORED' | 'SUBMITTED';
  no: number;
  at: string;
  by: string | null;
  parts: string[];
  restoredFrom: string | null;
}
export interface HistoryPage {
  items: HistoryItem[];
  next: string | null;
}

export type PartState = 'UNCHANGED' | 'ADDED' | 'REMOVED' | 'CHANGED';
export interface ComparedPart {
  path: string;
  section: string;
  label: string;
  state: PartState;
  words: Word[];
  rows: { state: PartState; words: Word[] }[];
  coarse: boolean;
}
export interface ComparedSide {
  ref: string;
  at: string;
  by: string | null;
}
export interface Compared {
  from: ComparedSide;
  to: ComparedSide;
  parts: ComparedPart[];
}

export interface Person {
  accountId: string;
  name: string;
  title: string;
  unitName: string;
}
export interface Collaborator extends Person {
  right: 'READ' | 'WRITE';
  addedBy: string;
  addedAt: string;
}
export interface Collaborators {
  items: Collaborator[];
  /** May the reader let others in? */
  mayShare: boolean;
}
