import type { admin as vi } from '../vi/admin';
import type { SameKeys } from '../types';

export const admin: SameKeys<typeof vi> = {};
