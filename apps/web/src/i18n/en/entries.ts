import type { entries as vi } from '../vi/entries';
import type { SameKeys } from '../types';

export const entries: SameKeys<typeof vi> = {};
