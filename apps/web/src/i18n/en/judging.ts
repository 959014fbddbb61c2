import type { judging as vi } from '../vi/judging';
import type { SameKeys } from '../types';

export const judging: SameKeys<typeof vi> = {};
