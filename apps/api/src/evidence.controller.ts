import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  EvidenceAnswer,
  EvidenceDetailsInput,
  EvidenceFiles,
  EvidenceOrderInput,
  EvidenceService,
  EvidenceTwins,
  EvidenceUploadInput,
  FileTextAnswer,
  FileTwinAnswer,
} from '@app/entries';
import { AppError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asPicture, asStream } from './attachment';
import { readForm } from './form';
import { inputValidation } from './validation.pipe';

const FORM = {
  type: 'object' as const,
  required: ['file', 'part'],
  properties: {
    file: { type: 'string' as const, format: 'binary' },
    part: { type: 'string' as const, description: 'mã mục hoặc mã tiêu chí mà tệp minh chứng' },
    caption: { type: 'string' as const },
    takenOn: { type: 'string' as const, format: 'date' },
    place: { type: 'string' as const },
    consent: { type: 'boolean' as const },
  },
};

@Controller()
export class EvidenceController {
  private readonly validation = inputValidation();

  constructor(
    private readonly evidence: EvidenceService,
    private readonly files: EvidenceFiles,
    private readonly twins: EvidenceTwins,
  ) {}

  @Can('write', 'Entry')
  @Post('entries/:id/evidence')
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiExtraModels(EvidenceUploadInput)
  @ApiBody({ schema: { oneOf: [{ $ref: getSchemaPath(EvidenceUploadInput) }, FORM] } })
  async add(@Param('id') id: string, @Req() request: FastifyRequest): Promise<EvidenceAnswer> {
    if (!request.isMultipart())
      return this.evidence.addUpload(id, await this.checked(EvidenceUploadInput, request.body));
    await this.evidence.refuseUnlessWritable(id);
    const { file, fields } = await readForm(request);
    if (!file) throw new AppError('FILE_MISSING', {}, [{ field: 'file', code: 'FILE_MISSING' }]);
    return this.evidence.add(id, file, await this.checked(EvidenceDetailsInput, fields));
  }

  @Can('write', 'Entry')
  @Patch('evidence/:id')
  async change(@Param('id') id: string, @Body() input: EvidenceDetailsInput): Promise<EvidenceAnswer> {
    return this.evidence.change(id, input);
  }

  @Can('write', 'Entry')
  @Delete('evidence/:id')
  @HttpCode(204)
  async remove(@Param('id') id: string): Promise<void> {
    await this.evidence.remove(id);
  }

  /** Puts the files of an entry in another order. */
  @Can('write', 'Entry')
  @Put('entries/:id/evidence/order')
  @HttpCode(204)
  async order(@Param('id') id: string, @Body() { ids }: EvidenceOrderInput): Promise<void> {
    await this.evidence.order(id, ids);
  }

  /** Always as attachment; with Range, a part of it. */
  @Can('read', 'Entry')
  @Get('entries/:id/files/:fileId')
  async download(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asStream(request, reply, await this.files.download(id, fileId));
  }

  /** WebP, at most 480 pixels wide; made anew by us, so that it may be shown. */
  @Can('read', 'Entry')
  @Get('entries/:id/files/:fileId/thumbnail')
  async thumbnail(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return asPicture(request, reply, await this.files.picture(id, fileId, 'thumb.webp'));
  }

  /** The same, at most 1,600 pixels wide; of a document, its first page. */
  @Can('read', 'Entry')
  @Get('entries/:id/files/:fileId/page')
  async page(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return asPicture(request, reply, await this.files.picture(id, fileId, 'page.webp'));
  }

  /** The first lines of a document as plain text. */
  @Can('read', 'Entry')
  @Get('entries/:id/files/:fileId/text')
  async text(@Param('id') id: string, @Param('fileId') fileId: string): Promise<FileTextAnswer> {
    return { text: await this.files.text(id, fileId) };
  }

  /** Files that other entries carry as well, for those who check the entry. */
  @Can('compare', 'Entry')
  @Get('entries/:id/duplicates')
  async duplicates(@Param('id') id: string): Promise<FileTwinAnswer[]> {
    return this.twins.of(id);
  }

  private async checked<T>(metatype: new () => T, value: unknown): Promise<T> {
    return (await this.validation.transform(value ?? {}, { type: 'body', metatype })) as T;
  }
}
