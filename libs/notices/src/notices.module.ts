import { Abilities } from '@app/access';
import { Module } from '@nestjs/common';
import { Delivery } from './delivery';
import { Digest } from './digest';
import { HoldersOf } from './holders-of';
import { Mailer } from './mailer';
import { MessagePreferences } from './message-preferences';
import { MessageTemplates } from './message-templates';
import { Messages } from './messages';
import { messagesPolicy } from './messages.policy';
import { NoticeQueries } from './notice.queries';
import { Notices } from './notices';
import { Outbox } from './outbox';
import { Reminders } from './reminders';
import { Webhook } from './webhook';

const shared = [Notices, HoldersOf, NoticeQueries, Messages, MessageTemplates, MessagePreferences, Reminders];

/** Access, audit, jobs and platform are global. */
@Module({
  providers: [...shared, Outbox, Mailer, Webhook, Delivery, Digest],
  exports: shared,
})
export class NoticesModule {
  constructor(abilities: Abilities) {
    abilities.register(messagesPolicy);
  }
}
