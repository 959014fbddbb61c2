import { Can } from '@app/access';
import {
  CreateVisitInput,
  SavedVisitAnswer,
  SaveVisitInput,
  VisitActionInput,
  VisitAnswer,
  VisitListAnswer,
  VisitPapers,
  VisitPhotoInput,
  VisitPhotos,
  VisitQueries,
  VisitResultAnswer,
  VisitsService,
} from '@app/visits';
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
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asAttachment, asPicture } from './attachment';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: '8–200 ký tự; cùng khoá thì làm một lần',
};

@Controller()
export class VisitsController {
  constructor(
    private readonly visits: VisitsService,
    private readonly photos: VisitPhotos,
    private readonly queries: VisitQueries,
    private readonly papers: VisitPapers,
  ) {}

  @Can('read', 'Visit')
  @Get('entries/:id/visits')
  async list(@Param('id') id: string): Promise<VisitListAnswer> {
    return this.queries.ofEntry(id);
  }

  /** For the visited unit: day, who came and conclusion of signed records. */
  @Can('readResult', 'Visit')
  @Get('entries/:id/visit-results')
  async results(@Param('id') id: string): Promise<VisitResultAnswer[]> {
    return this.queries.results(id);
  }

  /** A draft; the one that is being written already, if there is one. With `replacesId` and `reason`: a correction of a signed record. */
  @Can('write', 'Visit')
  @Post('entries/:id/visits')
  @ApiHeader(IDEMPOTENCY_KEY)
  async create(
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: CreateVisitInput,
  ): Promise<VisitAnswer> {
    return this.queries.detail((await this.visits.create(key, id, input)).id);
  }

  @Can('read', 'Visit')
  @Get('visits/:id')
  async detail(@Param('id') id: string): Promise<VisitAnswer> {
    return this.queries.detail(id);
  }

  /** Autosave. 409 CHANGED_MEANWHILE carries the present version in `params`. */
  @Can('write', 'Visit')
  @Put('visits/:id/draft')
  async save(@Param('id') id: string, @Body() input: SaveVisitInput): Promise<SavedVisitAnswer> {
    return this.visits.save(id, input);
  }

  @Can('sign', 'Visit')
  @Post('visits/:id/sign')
  @HttpCode(200)
  @ApiHeader(IDEMPOTENCY_KEY)
  async sign(
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: VisitActionInput,
  ): Promise<VisitAnswer> {
    await this.visits.sign(id, key, input.version);
    return this.queries.detail(id);
  }

  @Can('discard', 'Visit')
  @Post('visits/:id/discard')
  @HttpCode(204)
  async discard(@Param('id') id: string, @Body() input: VisitActionInput): Promise<void> {
    await this.visits.discard(id, input.version);
  }

  /** A finished upload (`/api/uploads`) becomes a photo of the draft. */
  @Can('write', 'Visit')
  @Post('visits/:id/photos')
  async addPhoto(@Param('id') id: string, @Body() input: VisitPhotoInput): Promise<VisitAnswer> {
    await this.photos.add(id, input);
    return this.queries.detail(id);
  }

  @Can('write', 'Visit')
  @Delete('visits/:id/photos/:photo')
  async removePhoto(@Param('id') id: string, @Param('photo') photo: string): Promise<VisitAnswer> {
    await this.photos.remove(id, photo);
    return this.queries.detail(id);
  }

  /** WebP, at most 480 pixels wide; made anew by us, so that it may be shown. */
  @Can('read', 'Visit')
  @Get('visits/:id/photos/:photo/thumbnail')
  async thumbnail(
    @Param('id') id: string,
    @Param('photo') photo: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return asPicture(request, reply, await this.photos.picture(id, photo, 'thumb.webp'));
  }

  /** The same, at most 1,600 pixels wide. */
  @Can('read', 'Visit')
  @Get('visits/:id/photos/:photo/page')
  async page(
    @Param('id') id: string,
    @Param('photo') photo: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return asPicture(request, reply, await this.photos.picture(id, photo, 'page.webp'));
  }

  /** The record on paper: `docx` or `pdf`. */
  @Can('read', 'Visit')
  @Get('visits/:id/paper/:format')
  async paper(
    @Param('id') id: string,
    @Param('format') format: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.file(id, format));
  }
}
