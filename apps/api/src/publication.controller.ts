import { Body, Controller, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  CertificateListAnswer,
  CertificatePapers,
  PublicationAnswer,
  PublicationPreviewAnswer,
  PublicationQueries,
  PublicationService,
  PublicationWithdrawInput,
} from '@app/publication';

/** Publishing the models of a decision, and the certificates as PDF. */
@Controller()
export class PublicationController {
  constructor(
    private readonly queries: PublicationQueries,
    private readonly publications: PublicationService,
    private readonly certificates: CertificatePapers,
  ) {}

  /** Exactly what becomes public. */
  @Can('read', 'Publication')
  @Get('decisions/:id/publication-preview')
  async preview(@Param('id') id: string): Promise<PublicationPreviewAnswer> {
    return this.queries.preview(id);
  }

  @Can('publish', 'Publication')
  @Post('decisions/:id/publish')
  @HttpCode(200)
  async publish(@Param('id') id: string): Promise<PublicationAnswer> {
    return this.publications.publish(id);
  }

  /** Hides models, photos and certificates of the decision at once. */
  @Can('withdraw', 'Publication')
  @Post('publications/:id/withdraw')
  @HttpCode(200)
  async withdraw(@Param('id') id: string, @Body() input: PublicationWithdrawInput): Promise<PublicationAnswer> {
    return this.publications.withdraw(id, input.reason);
  }

  /** What an entry was awarded, for its unit, the levels above and the board. */
  @Can('read', 'Certificate')
  @Get('entries/:id/certificates')
  async certificatesOf(@Param('id') id: string): Promise<CertificateListAnswer> {
    return { items: await this.certificates.ofEntry(id) };
  }

  @Can('read', 'Certificate')
  @Get('certificates/:id.pdf')
  @ApiProduces('application/pdf')
  async certificate(@Param('id') id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.certificates.pdf(id), {
      type: 'application/pdf',
      disposition: 'attachment; filename="giay-chung-nhan.pdf"',
    });
  }
}
