import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  EntryAnswer,
  EntryDetailQueries,
  EntryIntake,
  PaperChangeInput,
  PaperEntryInput,
  PaperScanInput,
  PaperService,
} from '@app/entries';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asStream } from './attachment';

/** Dossiers that came on paper: an officer enters them for their units. */
@Controller('entries')
export class PaperController {
  constructor(
    private readonly intake: EntryIntake,
    private readonly paper: PaperService,
    private readonly details: EntryDetailQueries,
  ) {}

  @Can('enterPaper', 'Entry')
  @Post('paper')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  async enter(
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: PaperEntryInput,
  ): Promise<EntryAnswer> {
    const { id } = await this.intake.enterPaper(key, input);
    return this.details.detail(id);
  }

  @Can('enterPaper', 'Entry')
  @Put(':id/paper')
  async change(@Param('id') id: string, @Body() input: PaperChangeInput): Promise<EntryAnswer> {
    await this.paper.change(id, input);
    return this.details.detail(id);
  }

  @Can('enterPaper', 'Entry')
  @Post(':id/scans')
  async addScan(@Param('id') id: string, @Body() input: PaperScanInput): Promise<EntryAnswer> {
    await this.paper.addScan(id, input);
    return this.details.detail(id);
  }

  @Can('enterPaper', 'Entry')
  @Delete(':id/scans/:scanId')
  @HttpCode(204)
  async removeScan(@Param('id') id: string, @Param('scanId') scanId: string): Promise<void> {
    await this.paper.removeScan(id, scanId);
  }

  /** Always as attachment. */
  @Can('read', 'Entry')
  @Get(':id/scans/:fileId')
  async scan(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asStream(request, reply, await this.paper.download(id, fileId));
  }
}
