import { Controller, Get, Res } from '@nestjs/common';
import { Health } from '@app/platform';
import type { FastifyReply } from 'fastify';

/** For the process's keeper and the proxy in front. */
@Controller('api/health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  live(@Res({ passthrough: true }) reply: FastifyReply): { status: string } {
    void reply.header('cache-control', 'no-store');
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const ready = await this.health.ready();
    void reply.header('cache-control', 'no-store').status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable' };
  }
}
