import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Can } from '@app/access';
import {
  AppraisalAnswer,
  AppraisalQueries,
  AppraisalQueue,
  AppraisalService,
  DecideWithReasonInput,
  ForwardInput,
  ProposeInput,
  QueuePage,
  QueueQuery,
  ReturnEntryInput,
  SaveAppraisalInput,
} from '@app/appraisal';
import { EntryAnswer, EntryDetailQueries } from '@app/entries';

@Controller()
export class AppraisalController {
  constructor(
    private readonly appraisals: AppraisalService,
    private readonly queries: AppraisalQueries,
    private readonly waiting: AppraisalQueue,
    private readonly entries: EntryDetailQueries,
  ) {}

  /** What waits for me, by deadline. */
  @Can('read', 'Appraisal')
  @Get('appraisal/queue')
  async queue(@Query() query: QueueQuery): Promise<QueuePage> {
    return this.waiting.page(query);
  }

  @Can('read', 'Appraisal')
  @Get('entries/:id/appraisal')
  async detail(@Param('id') id: string): Promise<AppraisalAnswer> {
    return this.queries.detail(id);
  }

  @Can('appraise', 'Entry')
  @Put('entries/:id/appraisal')
  async save(@Param('id') id: string, @Body() input: SaveAppraisalInput): Promise<AppraisalAnswer> {
    await this.appraisals.save(id, input);
    return this.queries.detail(id);
  }

  /** One consolidated return to the unit. */
  @Can('return', 'Entry')
  @Post('entries/:id/return')
  @HttpCode(200)
  async returnEntry(@Param('id') id: string, @Body() input: ReturnEntryInput): Promise<EntryAnswer> {
    await this.appraisals.returnEntry(id, input);
    return this.entries.detail(id);
  }

  @Can('propose', 'Entry')
  @Post('entries/:id/propose')
  @HttpCode(200)
  async propose(@Param('id') id: string, @Body() input: ProposeInput): Promise<EntryAnswer> {
    await this.appraisals.propose(id, input);
    return this.entries.detail(id);
  }

  /** Approves and forwards to the next stage, within the quota. */
  @Can('forward', 'Entry')
  @Post('entries/:id/forward')
  @HttpCode(200)
  async forward(@Param('id') id: string, @Body() input: ForwardInput): Promise<EntryAnswer> {
    await this.appraisals.forward(id, input);
    return this.entries.detail(id);
  }

  /** Back from the leader to the officer. */
  @Can('sendBack', 'Entry')
  @Post('entries/:id/send-back')
  @HttpCode(200)
  async sendBack(@Param('id') id: string, @Body() input: DecideWithReasonInput): Promise<EntryAnswer> {
    await this.appraisals.sendBack(id, input);
    return this.entries.detail(id);
  }

  @Can('refuse', 'Entry')
  @Post('entries/:id/refuse')
  @HttpCode(200)
  async refuse(@Param('id') id: string, @Body() input: DecideWithReasonInput): Promise<EntryAnswer> {
    await this.appraisals.refuse(id, input);
    return this.entries.detail(id);
  }
}
