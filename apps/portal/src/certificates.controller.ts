import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCode } from './certificate-code.rules';
import { CertificateFiles } from './certificate-files';
import { CertificateQueries } from './certificate.queries';
import { pack, send } from './answers';
import { certificatePage, checkPage, unknownCertificatePage } from './pages/certificate';
import { Site } from './site';

/** A revocation must be seen at once: nobody shows a result again without asking. */
const ASK_AGAIN = 'no-cache';

/** What was typed as it can be shown again. */
const plain = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, '')
    .slice(0, 200)
    .toWellFormed();

/** Check of a certificate by its code, as typed from paper or read from its QR. */
@Controller()
export class CertificatesController {
  constructor(
    private readonly site: Site,
    private readonly certificates: CertificateQueries,
    private readonly files: CertificateFiles,
  ) {}

  @Get(['/kiem-tra', '/en/kiem-tra'])
  async form(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('ma') asked: unknown): Promise<void> {
    const given: unknown = Array.isArray(asked) ? asked[0] : asked;
    const typed = typeof given === 'string' ? plain(given).trim() : '';
    const code = readCode(typed);
    await this.site.answer(request, reply, async () =>
      code
        ? this.site.elsewhere(request, `/kiem-tra/${code}`)
        : { body: checkPage(this.site.page(request, '/kiem-tra'), typed || undefined) },
    );
  }

  @Get(['/kiem-tra/:code', '/en/kiem-tra/:code'])
  check(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('code') given: string): Promise<void> {
    if (/\.pdf$/i.test(given)) return this.copy(request, reply, given);
    return this.site.answer(request, reply, async () => {
      const code = readCode(given);
      if (!code) return { status: 404, body: checkPage(this.site.page(request, '/kiem-tra'), plain(given)) };
      const found = await this.certificates.find(code);
      if (!found)
        return { status: 404, body: unknownCertificatePage(this.site.page(request, `/kiem-tra/${code}`), code) };
      if (found.code !== given) return this.site.elsewhere(request, `/kiem-tra/${found.code}`);
      return { cache: ASK_AGAIN, body: certificatePage(this.site.page(request, `/kiem-tra/${found.code}`), found) };
    });
  }

  private async copy(request: FastifyRequest, reply: FastifyReply, given: string): Promise<void> {
    const code = readCode(given);
    const found = code ? await this.certificates.find(code) : undefined;
    // a copy of a paper that is no longer valid would only mislead
    if (!found || found.state !== 'VALID') throw new NotFoundException();
    const body = await this.files.pdf(found);
    void reply.header('content-disposition', `inline; filename="${found.code}.pdf"`);
    send(request, reply, pack({ type: 'application/pdf', cache: ASK_AGAIN, body }));
  }
}
