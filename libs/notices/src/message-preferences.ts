import { CurrentActor } from '@app/access';
import { Clock, Database, requestContext } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { PreferencesAnswer, PreferencesInput } from './message.dto';
import {
  CHANNELS,
  CHOOSABLE_KINDS,
  type Choices,
  isMandatory,
  mayChoose,
  normalPhone,
  type Rhythm,
  wants,
} from './notice-kinds.rules';
import { kindName } from './notice-mail.rules';
import { Webhook } from './webhook';

/** What a person chose to get by which way, and how often. */
@Injectable()
export class MessagePreferences {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly webhook: Webhook,
  ) {}

  async mine(): Promise<PreferencesAnswer> {
    const row = await this.db.one<{
      email: string | null;
      phone: string | null;
      rhythm: Rhythm | null;
      choices: Choices | null;
    }>(
      `SELECT a.email, a.phone, p.rhythm, p.choices FROM account a LEFT JOIN message_preference p ON p.account_id = a.id WHERE a.id = $1`,
      [this.actors.get().accountId],
    );
    const choices = row?.choices ?? {};
    return {
      rhythm: row?.rhythm ?? 'AT_ONCE',
      email: row?.email ?? null,
      phone: normalPhone(row?.phone) ?? null,
      gateway: this.webhook.ready,
      kinds: CHOOSABLE_KINDS.map((kind) => ({
        kind,
        name: kindName(kind, requestContext().locale),
        mandatory: isMandatory(kind),
        mail: wants(choices, kind, 'MAIL'),
        webhook: wants(choices, kind, 'WEBHOOK'),
      })),
    };
  }

  /** What may not be chosen is left as it is. */
  async save(input: PreferencesInput): Promise<PreferencesAnswer> {
    const choices: Record<string, Record<string, boolean>> = {};
    for (const { kind, mail, webhook } of input.kinds)
      for (const channel of CHANNELS) {
        const wanted = channel === 'MAIL' ? mail : webhook;
        // only what differs from the usual is kept: a usual that changes later reaches everybody who did not choose
        if (mayChoose(kind, channel) && wanted !== wants({}, kind, channel))
          choices[kind] = { ...choices[kind], [channel]: wanted };
      }
    await this.db.query(
      `INSERT INTO message_preference (account_id, rhythm, choices, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id) DO UPDATE SET rhythm = excluded.rhythm, choices = excluded.choices, updated_at = excluded.updated_at`,
      [this.actors.get().accountId, input.rhythm, JSON.stringify(choices), this.clock.now()],
    );
    return this.mine();
  }
}
