import type { council as vi } from '../vi/council';
import type { SameKeys } from '../types';

export const council: SameKeys<typeof vi> = {};
