import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { AppError, ERROR_TEXTS, type ErrorCode, errorText, type FieldError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeOf } from './request-context.hook';

/** Codes of the HTTP server itself, before any of our code runs. */
const SERVER_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_JSON',
  FST_REQ_FILE_TOO_LARGE: 'FILE_TOO_LARGE',
  FST_PARTS_LIMIT: 'BODY_TOO_LARGE',
  FST_FILES_LIMIT: 'BODY_TOO_LARGE',
  FST_FIELDS_LIMIT: 'BODY_TOO_LARGE',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_CSRF_MISSING_SECRET: 'CSRF_INVALID',
  FST_CSRF_INVALID_TOKEN: 'CSRF_INVALID',
};
const STATUS_CODES: Record<number, ErrorCode> = {
  400: 'MALFORMED_JSON',
  401: 'SIGN_IN_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};
// PostgreSQL: deadlock, serialisation failure, lock not available, statement timeout, too many connections
const BUSY = new Set(['40P01', '40001', '55P03', '57014', '53300']);

/** Every refusal of the API as application/problem+json (RFC 9457), with our stable code and both languages. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly formMaxBytes: number) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const error = this.toAppError(exception, request);
    const problem = problemOf(error, localeOf(request), request.id);
    if (error.code === 'RATE_LIMITED') void reply.header('retry-after', typeof error.params['seconds'] === 'number' ? String(error.params['seconds']) : '60');
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private toAppError(exception: unknown, request: FastifyRequest): AppError {
    if (exception instanceof AppError) return exception;
    const { code, statusCode } = (exception ?? {}) as { code?: string; statusCode?: number };
    if (code && SERVER_CODES[code]) return new AppError(SERVER_CODES[code], { maxMb: this.formMaxBytes / 1024 / 1024 });
    if (code && BUSY.has(code)) return new AppError('TOO_BUSY');
    // the pool's own refusal, when every connection stayed in use for too long, carries no code
    if (exception instanceof Error && exception.message === 'timeout exceeded when trying to connect') return new AppError('TOO_BUSY');
    const status = exception instanceof HttpException ? exception.getStatus() : statusCode;
    if (status === 429) return new AppError('RATE_LIMITED', { seconds: 60 });
    if (status && status < 500) return new AppError(STATUS_CODES[status] ?? 'MALFORMED_JSON');
    this.logger.error(
      { requestId: request.id, method: request.method, url: request.url.split('?')[0], error: exception instanceof Error ? exception.message : String(exception) },
      exception instanceof Error ? exception.stack : undefined,
    );
    return new AppError('INTERNAL', { requestId: request.id });
  }
}

/** For addresses that the HTTP server itself cannot read (`/api/%`): no route, hook or filter ever sees those. */
export function answerUnreadable(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(new AppError('NOT_FOUND'), localeOf(request), request.id);
  void reply
    .status(problem.status)
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .send(JSON.stringify(problem));
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  vi: string;
  en: string;
  errors: { field: string; code: ErrorCode; message: string; vi: string; en: string }[];
  requestId: string;
  params: Record<string, unknown>;
}

/** The answer's body: title and messages in the reader's language, both languages beside them. */
export function problemOf(error: AppError, locale: 'vi' | 'en', requestId: string): Problem {
  const text = { vi: errorText(error.code, 'vi', error.params), en: errorText(error.code, 'en', error.params) };
  const fields = error.fields.map((f: FieldError) => {
    const field = { vi: errorText(f.code, 'vi', f.params), en: errorText(f.code, 'en', f.params) };
    return { field: f.field, code: f.code, message: field[locale], ...field };
  });
  return {
    type: `urn:dvk:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: text[locale],
    status: ERROR_TEXTS[error.code].status,
    code: error.code,
    detail: [text[locale], ...fields.map((f) => `${f.field}: ${f.message}`)].join('\n'),
    ...text,
    errors: fields,
    requestId,
    params: error.params,
  };
}
