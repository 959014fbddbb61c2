import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { AppError, type ErrorCode, type FieldError } from '@app/platform';

const CODES: Record<string, ErrorCode> = {
  isNotEmpty: 'FIELD_MISSING',
  isDefined: 'FIELD_MISSING',
  arrayMinSize: 'FIELD_TOO_SHORT',
  arrayNotEmpty: 'FIELD_MISSING',
  arrayMaxSize: 'FIELD_TOO_LONG',
  maxLength: 'FIELD_TOO_LONG',
  minLength: 'FIELD_TOO_SHORT',
  isLength: 'FIELD_TOO_LONG',
  max: 'FIELD_ABOVE_MAX',
  min: 'FIELD_BELOW_MIN',
  isIn: 'FIELD_BAD_ENUM',
  isEnum: 'FIELD_BAD_ENUM',
  isInt: 'FIELD_BAD_NUMBER',
  isNumber: 'FIELD_BAD_NUMBER',
  isDateString: 'FIELD_BAD_DATE',
  isISO8601: 'FIELD_BAD_DATE',
  isDate: 'FIELD_BAD_DATE',
  isRealDate: 'FIELD_BAD_DATE',
  whitelistValidation: 'FIELD_UNKNOWN',
};

/** class-validator's message is the only place that carries the limit. */
function paramsOf(constraint: string, message: string): Record<string, unknown> {
  const [number] = /-?\d+(\.\d+)?/.exec(message) ?? [];
  const list = /following values: (.*)$/.exec(message)?.[1];
  return { max: number ?? '', min: number ?? '', allowed: list ?? '', constraint };
}

function flatten(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {});
    // One message per field is enough to mend it; a missing value breaks every rule of its field at once.
    const [first] = own;
    const missing = error.value === undefined || error.value === null;
    const here: FieldError[] = first
      ? [
          first[0] !== 'whitelistValidation' && missing
            ? { field, code: 'FIELD_MISSING' }
            : { field, code: CODES[first[0]] ?? 'FIELD_BAD_FORMAT', params: paramsOf(first[0], first[1]) },
        ]
      : [];
    return [...here, ...flatten(error.children ?? [], field)];
  });
}

/** Input classes are the contract: unknown keys, missing and malformed values are refused with the path of each. */
export function inputValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new AppError('VALIDATION_FAILED', {}, flatten(errors)),
  });
}
