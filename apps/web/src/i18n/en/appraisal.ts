import type { appraisal as vi } from '../vi/appraisal';
import type { SameKeys } from '../types';

export const appraisal: SameKeys<typeof vi> = {};
