import { ERROR_TEXTS, type ErrorCode } from './error-texts';

/** What is wrong with one field of the input. `field` is a path such as `marks.3.points`. */
export interface FieldError {
  field: string;
  code: ErrorCode;
  params?: Record<string, unknown>;
}

/**
 * The only exception that use cases throw on purpose. The code is stable and part of the API; status and texts
 * are found by it in `error-texts.ts`, so that the same refusal reads the same everywhere.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, unknown> = {},
    readonly fields: FieldError[] = [],
  ) {
    super(`${code}${Object.keys(params).length > 0 ? ` ${JSON.stringify(params)}` : ''}`);
    this.name = 'AppError';
  }

  get status(): number {
    return ERROR_TEXTS[this.code].status;
  }
}

/** Text of a code in one language, with `{name}` places filled from params. */
export function errorText(code: ErrorCode, locale: 'vi' | 'en', params: Record<string, unknown> = {}): string {
  return ERROR_TEXTS[code][locale].replace(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place));
}
