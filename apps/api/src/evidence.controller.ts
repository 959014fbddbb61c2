import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Can } from '@app/access';
import { EvidenceAnswer, EvidenceDetailsInput, EvidenceService } from '@app/entries';
import { AppError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asAttachment } from './attachment';
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

  constructor(private readonly evidence: EvidenceService) {}

  @Can('write', 'Entry')
  @Post('entries/:id/evidence')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  async add(@Param('id') id: string, @Req() request: FastifyRequest): Promise<EvidenceAnswer> {
    if (!request.isMultipart()) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    await this.evidence.refuseUnlessWritable(id);
    const { file, fields } = await readForm(request);
    if (!file) throw new AppError('FILE_MISSING', {}, [{ field: 'file', code: 'FILE_MISSING' }]);
    const details = (await this.validation.transform(fields, {
      type: 'body',
      metatype: EvidenceDetailsInput,
    })) as EvidenceDetailsInput;
    return this.evidence.add(id, file, details);
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

  /** Always as attachment. */
  @Can('read', 'Entry')
  @Get('entries/:id/files/:fileId')
  async download(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, bytes } = await this.evidence.download(id, fileId);
    return asAttachment(reply, { name: file.name, mediaType: file.mediaType, bytes });
  }
}
