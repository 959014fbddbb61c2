import { Controller, Delete, Head, HttpCode, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import { Public, SignedIn } from '@app/access';
import { Uploads } from '@app/files';
import { AppError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TusUploads } from './tus-uploads';

/** Resumable uploads: tus 1.0 (https://tus.io), Upload-Metadata with `filename` and `purpose`. */
@Controller('uploads')
export class UploadsController {
  constructor(
    private readonly tus: TusUploads,
    private readonly uploads: Uploads,
  ) {}

  /** What the server can do. */
  @Public()
  @Options()
  @HttpCode(204)
  options(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.tus.answer(request, reply);
  }

  @SignedIn()
  @Post()
  @ApiOperation({ summary: 'tus: begins an upload; Location names it' })
  create(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.tus.answer(request, reply);
  }

  @SignedIn()
  @Head(':id')
  @HttpCode(200)
  @ApiOperation({ summary: 'tus: how many bytes have come (Upload-Offset)' })
  offset(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.ofOwn(id, request, reply);
  }

  @SignedIn()
  @Patch(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({ summary: 'tus: the next bytes (application/offset+octet-stream)' })
  add(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.ofOwn(id, request, reply);
  }

  @SignedIn()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'tus: gives the upload up' })
  remove(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.ofOwn(id, request, reply);
  }

  /** Another account's upload is not there, also not to be locked or interrupted. */
  private async ofOwn(id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const upload = await this.uploads.own(id);
    if (!upload) throw new AppError('NOT_FOUND');
    await this.tus.answer(request, reply, upload.id);
  }
}
