import { SignedIn } from '@app/access';
import { NoticeCountAnswer, NoticePage, NoticeQueries, NoticeQuery } from '@app/notices';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';

@SignedIn()
@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticeQueries) {}

  /** One's own, newest first. */
  @Get()
  list(@Query() query: NoticeQuery): Promise<NoticePage> {
    return this.notices.list(query);
  }

  @Get('unread')
  unread(): Promise<NoticeCountAnswer> {
    return this.notices.unread();
  }

  @Post('read-all')
  @HttpCode(204)
  async readAll(): Promise<void> {
    await this.notices.markAllRead();
  }

  @Post(':id/read')
  @HttpCode(204)
  async read(@Param('id') id: string): Promise<void> {
    await this.notices.markRead(id);
  }
}
