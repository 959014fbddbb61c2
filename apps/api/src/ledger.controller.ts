import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import { Clock } from '@app/platform';
import {
  EntryLedgerAnswer,
  LedgerAnswer,
  LedgerEntriesQuery,
  LedgerEntryPage,
  LedgerFilter,
  LedgerPapers,
  LedgerQueries,
  ModelListAnswer,
  ModelQueries,
} from '@app/progress';
import type { FastifyReply } from 'fastify';
import { asAttachment } from './attachment';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Figures of the movement and the models behind them. */
@Controller()
export class LedgerController {
  constructor(
    private readonly ledger: LedgerQueries,
    private readonly papers: LedgerPapers,
    private readonly models: ModelQueries,
    private readonly clock: Clock,
  ) {}

  /** Sums of a unit and of each unit one step below it. */
  @Can('readLedger', 'Progress')
  @Get('ledger')
  async sums(@Query() query: LedgerFilter): Promise<LedgerAnswer> {
    return this.ledger.sums(query);
  }

  /** The entries behind the sums. */
  @Can('readLedger', 'Progress')
  @Get('ledger/entries')
  async entries(@Query() query: LedgerEntriesQuery): Promise<LedgerEntryPage> {
    return this.ledger.list(query);
  }

  @Can('readLedger', 'Progress')
  @Get('ledger/export.xlsx')
  @ApiProduces(XLSX)
  async export(@Query() query: LedgerFilter, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const bytes = await this.papers.xlsx(query, this.clock.now());
    return asAttachment(reply, { name: 'so-ket-qua.xlsx', mediaType: XLSX, bytes });
  }

  /** Every figure of one entry, with what became of it. */
  @Can('readLedger', 'Progress')
  @Get('entries/:id/ledger')
  async ofEntry(@Param('id') id: string): Promise<EntryLedgerAnswer> {
    return this.ledger.ofEntry(id);
  }

  /** Recognised models of the actor's units, with the rounds in which they may be carried on. */
  @Can('create', 'Entry')
  @Get('models')
  async own(): Promise<ModelListAnswer> {
    return { items: await this.models.own() };
  }
}
