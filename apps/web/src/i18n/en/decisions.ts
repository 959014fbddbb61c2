import type { decisions as vi } from '../vi/decisions';
import type { SameKeys } from '../types';

export const decisions: SameKeys<typeof vi> = {};
