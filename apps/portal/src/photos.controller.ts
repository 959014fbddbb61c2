import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Photos, photoWidth } from './photos';

/** Photos of published models. A withdrawn one is gone from proxies within five minutes. */
@Controller()
export class PhotosController {
  constructor(private readonly photos: Photos) {}

  @Get('/anh/:fileId')
  async photo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('fileId') fileId: string,
    @Query('rong') width: unknown,
  ): Promise<void> {
    const found = await this.photos.find(fileId, photoWidth(width));
    if (!found) throw new NotFoundException();
    const etag = `"${found.tag}"`;
    void reply.header('etag', etag).header('cache-control', 'public, max-age=300');
    if (request.headers['if-none-match'] === etag) void reply.status(304).send();
    else void reply.type('image/webp').send(found.bytes);
  }
}
