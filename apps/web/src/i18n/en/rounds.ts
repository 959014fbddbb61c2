import type { rounds as vi } from '../vi/rounds';
import type { SameKeys } from '../types';

export const rounds: SameKeys<typeof vi> = {};
