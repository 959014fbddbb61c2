import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import { BlankFormQuery, FormPapers } from '@app/entries';
import type { FastifyReply } from 'fastify';
import { asAttachment } from './attachment';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PDF = 'application/pdf';

/** The form of a round on paper: of an entry, or blank. */
@Controller()
export class FormPapersController {
  constructor(private readonly papers: FormPapers) {}

  @Can('read', 'Entry')
  @Get('entries/:id/registration.docx')
  @ApiProduces(DOCX)
  async registrationDocx(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.ofEntry(id, 'registration', 'docx'));
  }

  @Can('read', 'Entry')
  @Get('entries/:id/registration.pdf')
  @ApiProduces(PDF)
  async registrationPdf(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.ofEntry(id, 'registration', 'pdf'));
  }

  @Can('read', 'Entry')
  @Get('entries/:id/report.docx')
  @ApiProduces(DOCX)
  async reportDocx(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.ofEntry(id, 'report', 'docx'));
  }

  @Can('read', 'Entry')
  @Get('entries/:id/report.pdf')
  @ApiProduces(PDF)
  async reportPdf(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.ofEntry(id, 'report', 'pdf'));
  }

  /** The blank form of a category, to be filled in by hand or in Word. */
  @Can('read', 'Round')
  @Get('rounds/:id/form.docx')
  @ApiProduces(DOCX)
  async blankDocx(
    @Param('id') id: string,
    @Query() query: BlankFormQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.blank(id, query.category, query.kind ?? 'registration', 'docx'));
  }

  @Can('read', 'Round')
  @Get('rounds/:id/form.pdf')
  @ApiProduces(PDF)
  async blankPdf(
    @Param('id') id: string,
    @Query() query: BlankFormQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asAttachment(reply, await this.papers.blank(id, query.category, query.kind ?? 'registration', 'pdf'));
  }
}
