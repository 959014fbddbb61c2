import { createHmac } from 'node:crypto';
import { Clock, ENV, type Env } from '@app/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Channel, OutgoingMessage, Outcome } from './channel';

const TIMEOUT_MS = 10_000;
/** Answers that a gateway gives when it is busy, although they begin with 4. */
const BUSY = [408, 425, 429];

/**
 * Hands messages to a gateway for Zalo or SMS by `POST WEBHOOK_URL`: JSON `{ id, to: { phone }, text, template, at }`, signed
 * in `X-Dvk-Signature: sha256=<hex of HMAC-SHA256(secret, timestamp + '.' + body)>` with `X-Dvk-Timestamp` (seconds).
 * `Idempotency-Key` is the message's id, the same for every attempt. The address comes from the settings alone, and a
 * redirect is not followed.
 */
@Injectable()
export class Webhook implements Channel {
  readonly code = 'WEBHOOK';

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /** Is there a gateway? */
  get ready(): boolean {
    return this.env.webhook !== undefined;
  }

  /** 2xx is sent; 4xx and redirects are final; 5xx, busy answers, timeouts and lost connections are tried again. */
  async deliver(message: OutgoingMessage): Promise<Outcome> {
    const { webhook } = this.env;
    if (!webhook) return { state: 'REFUSED', reason: 'WEBHOOK_URL is not set' };
    const body = JSON.stringify({
      id: message.id,
      to: { phone: message.recipient },
      text: message.body,
      template: message.kind,
      at: message.createdAt.toISOString(),
    });
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    try {
      const answer = await fetch(webhook.url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': message.id,
          'x-dvk-timestamp': timestamp,
          'x-dvk-signature': `sha256=${createHmac('sha256', webhook.secret).update(`${timestamp}.${body}`).digest('hex')}`,
        },
        body,
      });
      // what the gateway has to say is not read: it could be endless
      await answer.body?.cancel();
      if (answer.ok) return { state: 'SENT' };
      const final = answer.status >= 300 && answer.status < 500 && !BUSY.includes(answer.status);
      return { state: final ? 'REFUSED' : 'LATER', reason: `HTTP ${answer.status}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      return { state: 'LATER', reason: `${error instanceof Error ? error.message : String(error)}${cause}` };
    }
  }
}
