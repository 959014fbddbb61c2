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
  CreateProgressInput,
  ProgressActionInput,
  ProgressAnswer,
  ProgressFiles,
  ProgressListAnswer,
  ProgressQueries,
  ProgressService,
  ProgressUploadInput,
  SavedProgressAnswer,
  SaveProgressInput,
} from '@app/progress';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asStream } from './attachment';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: '8–200 ký tự; cùng khoá thì làm một lần',
};

@Controller()
export class ProgressController {
  constructor(
    private readonly reports: ProgressService,
    private readonly queries: ProgressQueries,
    private readonly files: ProgressFiles,
  ) {}

  @Can('read', 'Progress')
  @Get('entries/:id/progress')
  async list(@Param('id') id: string): Promise<ProgressListAnswer> {
    return this.queries.ofEntry(id);
  }

  /** A draft; the one that is being written already, if there is one. With `replacesId`: a correction of a sent report. */
  @Can('write', 'Progress')
  @Post('entries/:id/progress')
  @ApiHeader(IDEMPOTENCY_KEY)
  async create(
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: CreateProgressInput,
  ): Promise<ProgressAnswer> {
    return this.queries.detail((await this.reports.create(key, id, input)).id);
  }

  @Can('read', 'Progress')
  @Get('progress/:id')
  async detail(@Param('id') id: string): Promise<ProgressAnswer> {
    return this.queries.detail(id);
  }

  /** Autosave. 409 CHANGED_MEANWHILE carries the present version and content in `params`. */
  @Can('write', 'Progress')
  @Put('progress/:id/draft')
  async save(@Param('id') id: string, @Body() input: SaveProgressInput): Promise<SavedProgressAnswer> {
    return this.reports.save(id, input);
  }

  @Can('submit', 'Progress')
  @Post('progress/:id/submit')
  @HttpCode(200)
  @ApiHeader(IDEMPOTENCY_KEY)
  async submit(
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: ProgressActionInput,
  ): Promise<ProgressAnswer> {
    await this.reports.submit(id, key, input.version);
    return this.queries.detail(id);
  }

  @Can('discard', 'Progress')
  @Post('progress/:id/discard')
  @HttpCode(204)
  async discard(@Param('id') id: string, @Body() input: ProgressActionInput): Promise<void> {
    await this.reports.discard(id, input.version);
  }

  /** A finished upload (`/api/uploads`) becomes a file of the draft. */
  @Can('write', 'Progress')
  @Post('progress/:id/files')
  async addFile(@Param('id') id: string, @Body() input: ProgressUploadInput): Promise<ProgressAnswer> {
    await this.files.add(id, input);
    return this.queries.detail(id);
  }

  @Can('write', 'Progress')
  @Delete('progress/:id/files/:file')
  async removeFile(@Param('id') id: string, @Param('file') file: string): Promise<ProgressAnswer> {
    await this.files.remove(id, file);
    return this.queries.detail(id);
  }

  /** Always as attachment. */
  @Can('read', 'Progress')
  @Get('progress/:id/files/:fileId')
  async download(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asStream(request, reply, await this.files.download(id, fileId));
  }
}
