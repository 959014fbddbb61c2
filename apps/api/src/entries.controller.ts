import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiHeader, ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  CreatedEntryAnswer,
  CreateEntryInput,
  DraftSaving,
  EntriesService,
  EntryAnswer,
  EntryCountsAnswer,
  EntryDetailQueries,
  EntryExportQuery,
  EntryFilter,
  EntryPage,
  EntryPapers,
  EntryQueries,
  EntryQuery,
  EntryTimelineAnswer,
  EntryTimelineQueries,
  RevisionAnswer,
  RevisionList,
  SavedDraftAnswer,
  SaveDraftInput,
  SubmitEntryInput,
  SubmittedAnswer,
  WithdrawEntryInput,
} from '@app/entries';
import { AppError, Clock } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { asAttachment } from './attachment';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: '8–200 ký tự; cùng khoá thì làm một lần',
};

@Controller('entries')
export class EntriesController {
  constructor(
    private readonly entries: EntriesService,
    private readonly drafts: DraftSaving,
    private readonly queries: EntryQueries,
    private readonly details: EntryDetailQueries,
    private readonly timelines: EntryTimelineQueries,
    private readonly papers: EntryPapers,
    private readonly clock: Clock,
  ) {}

  @Can('read', 'Entry')
  @Get()
  async list(@Query() query: EntryQuery): Promise<EntryPage> {
    return this.queries.list(query);
  }

  /** Numbers of exactly what the list with the same filter shows. */
  @Can('read', 'Entry')
  @Get('counts')
  async counts(@Query() query: EntryFilter): Promise<EntryCountsAnswer> {
    return this.queries.counts(query);
  }

  /** All pages of the list with the same filter and sort. */
  @Can('read', 'Entry')
  @Get('export.xlsx')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async export(
    @Query() query: EntryExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const bytes = await this.papers.exportXlsx(query, this.clock.now());
    return asAttachment(reply, {
      name: 'ho-so.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes,
    });
  }

  @Can('create', 'Entry')
  @Post()
  @ApiHeader(IDEMPOTENCY_KEY)
  async create(
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: CreateEntryInput,
  ): Promise<CreatedEntryAnswer> {
    const { id, leftOut } = await this.entries.create(key, input);
    return Object.assign(await this.details.detail(id), { leftOut });
  }

  @Can('read', 'Entry')
  @Get(':id')
  async detail(@Param('id') id: string): Promise<EntryAnswer> {
    return this.details.detail(id);
  }

  /** Autosave: nothing is required yet. 409 CHANGED_MEANWHILE carries the present version and content in `params`. */
  @Can('write', 'Entry')
  @Put(':id/draft')
  async saveDraft(@Param('id') id: string, @Body() input: SaveDraftInput): Promise<SavedDraftAnswer> {
    return this.drafts.save(id, input);
  }

  /** The head of the unit, or the officer who entered it from paper: the service asks for the right on this entry. */
  @Can('write', 'Entry')
  @Post(':id/submit')
  @HttpCode(200)
  @ApiHeader(IDEMPOTENCY_KEY)
  async submit(
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: SubmitEntryInput,
  ): Promise<SubmittedAnswer> {
    const receipt = await this.entries.submit(id, key, input);
    return { ...receipt, entry: await this.details.detail(id) };
  }

  @Can('withdraw', 'Entry')
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@Param('id') id: string, @Body() input: WithdrawEntryInput): Promise<EntryAnswer> {
    await this.entries.withdraw(id, input);
    return this.details.detail(id);
  }

  @Can('read', 'Entry')
  @Get(':id/timeline')
  async timeline(@Param('id') id: string): Promise<EntryTimelineAnswer> {
    return this.timelines.timeline(id);
  }

  @Can('read', 'Entry')
  @Get(':id/revisions')
  async revisions(@Param('id') id: string): Promise<RevisionList> {
    return { items: await this.details.revisions(id) };
  }

  @Can('read', 'Entry')
  @Get(':id/revisions/:no')
  async revision(
    @Param('id') id: string,
    @Param('no', new ParseIntPipe({ exceptionFactory: () => new AppError('NOT_FOUND') })) no: number,
  ): Promise<RevisionAnswer> {
    return this.details.revision(id, no);
  }

  @Can('read', 'Entry')
  @Get(':id/receipt.pdf')
  @ApiProduces('application/pdf')
  async receipt(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { name, bytes } = await this.papers.receiptPdf(id);
    return asAttachment(reply, { name, mediaType: 'application/pdf', bytes });
  }
}
