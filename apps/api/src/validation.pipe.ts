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

/** A value of the wrong kind breaks the rules of size as well; what it should have been says more. */
const KINDS = ['isString', 'isArray', 'isObject', 'isBoolean', 'isUuid', 'isInt', 'isNumber'];

function codeOf(constraint: string, message: string, value: unknown): ErrorCode {
  const tooShort = constraint === 'isLength' && message.includes('longer than');
  if (tooShort) return typeof value === 'string' && value.trim() === '' ? 'FIELD_MISSING' : 'FIELD_TOO_SHORT';
  return CODES[constraint] ?? 'FIELD_BAD_FORMAT';
}

/** class-validator's message is the only place that carries the limits: "longer than or equal to 1 and shorter than …". */
function paramsOf(constraint: string, message: string): Record<string, unknown> {
  const numbers = message.match(/-?\d+(\.\d+)?/g) ?? [];
  const list = /following values: (.*)$/.exec(message)?.[1];
  return { max: numbers.at(-1) ?? '', min: numbers[0] ?? '', allowed: list ?? '', constraint };
}

function flatten(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {});
    // One message per field is enough to mend it; a missing value breaks every rule of its field at once.
    const first = own.find(([constraint]) => KINDS.includes(constraint)) ?? own[0];
    const missing = error.value === undefined || error.value === null;
    const here: FieldError[] = first
      ? [
          first[0] !== 'whitelistValidation' && missing
            ? { field, code: 'FIELD_MISSING' }
            : { field, code: codeOf(first[0], first[1], error.value), params: paramsOf(first[0], first[1]) },
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
