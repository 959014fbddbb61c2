import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pack, send } from './answers';
import { TooBusy } from './certificate-files';
import { messagePage } from './pages/message';
import type { Site } from './site';

// PostgreSQL: lock not available, statement timeout, too many connections, starting up; and node-postgres: no free connection
const BUSY = new Set(['55P03', '57014', '53300', '57P03', 'ECONNREFUSED']);

/** Every failure as a page in the reader's language; only what is nobody's fault here is logged with its stack. */
@Catch()
export class ErrorPageFilter implements ExceptionFilter {
  private readonly logger = new Logger('ErrorPage');

  constructor(private readonly site: Site) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(exception, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what Fastify refuses before a route is found. */
  answer(exception: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    const status = this.statusOf(exception, request);
    const page = this.site.page(request, status === 404 ? undefined : '/');
    const { t } = page;
    const [title, text] = {
      404: [t.notFoundTitle, t.notFoundText],
      503: [t.busyTitle, t.busyText],
      500: [t.errorTitle, t.errorText],
      400: [t.badTitle, t.badText],
    }[status === 404 || status >= 500 ? status : 400] ?? [t.errorTitle, t.errorText];
    if (status === 503) void reply.header('retry-after', '5');
    send(
      request,
      reply,
      pack({
        status,
        cache: 'no-store',
        body: messagePage(page, title ?? '', text ?? '', status === 500 ? request.id : undefined),
      }),
    );
  }

  private statusOf(exception: unknown, request: FastifyRequest): number {
    const { code, statusCode, message } = (exception ?? {}) as { code?: string; statusCode?: number; message?: string };
    if (
      exception instanceof TooBusy ||
      BUSY.has(code ?? '') ||
      /timeout exceeded when trying to connect/.test(message ?? '')
    )
      return 503;
    const status = exception instanceof HttpException ? exception.getStatus() : statusCode;
    if (status !== undefined && status >= 400 && status < 500) return status;
    this.logger.error(
      { requestId: request.id, url: request.url.split('?')[0], error: message ?? String(exception) },
      exception instanceof Error ? exception.stack : undefined,
    );
    return 500;
  }
}
