import { Module } from '@nestjs/common';
import { HoldersOf } from './holders-of';
import { Mailer } from './mailer';
import { NoticeQueries } from './notice.queries';
import { Notices } from './notices';

/** Access, audit, jobs and platform are global. */
@Module({
  providers: [Notices, HoldersOf, NoticeQueries, Mailer],
  exports: [Notices, HoldersOf, NoticeQueries, Mailer],
})
export class NoticesModule {}
