import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  AppraisalAnswer,
  AppraisalQueries,
  AppraisalService,
  ChangesAnswer,
  CheckList,
  ConfirmCriteriaInput,
  CriterionOfficers,
  CriterionOfficersAnswer,
  CriterionOfficersInput,
  CriterionPlaceList,
  CriterionPlaceQuery,
  DecideWithReasonInput,
  ForwardedTogetherAnswer,
  ForwardListPapers,
  ForwardListQueries,
  ForwardLists,
  ForwardManifestAnswer,
  ForwardManifestInput,
  ForwardTogetherInput,
  ManifestPage,
  ManifestQuery,
  Escalations,
  MinimumPage,
  OverdueList,
  MinimumQueries,
  MinimumQuery,
  ReturnReview,
  ReturnVerdictInput,
} from '@app/appraisal';
import { EntryAnswer, EntryDetailQueries, EntryReturns, SavedReturnAnswer, SaveReturnAnswerInput } from '@app/entries';
import type { FastifyReply } from 'fastify';
import { asAttachment } from './attachment';

@Controller()
export class AppraisalDepthController {
  constructor(
    private readonly appraisals: AppraisalService,
    private readonly queries: AppraisalQueries,
    private readonly entries: EntryDetailQueries,
    private readonly returns: EntryReturns,
    private readonly review: ReturnReview,
    private readonly officers: CriterionOfficers,
    private readonly lists: ForwardLists,
    private readonly listQueries: ForwardListQueries,
    private readonly listPapers: ForwardListPapers,
    private readonly minimum: MinimumQueries,
    private readonly escalations: Escalations,
  ) {}

  /** The unit's answer to one item of an open return, kept while it is written. 409 CHANGED_MEANWHILE carries the other one in `params.current`. */
  @Can('write', 'Entry')
  @Put('entries/:id/return-answers')
  async saveReturnAnswer(@Param('id') id: string, @Body() input: SaveReturnAnswerInput): Promise<SavedReturnAnswer> {
    return this.returns.save(id, input);
  }

  /** After a return: each item with its answer and what changed, then everything else that changed. */
  @Can('read', 'Appraisal')
  @Get('appraisal/:id/changes')
  async changes(@Param('id') id: string): Promise<ChangesAnswer> {
    return this.review.changes(id);
  }

  /** Whether an item of the last return is settled. */
  @Can('appraise', 'Entry')
  @Put('appraisal/:id/return-items')
  async decideItem(@Param('id') id: string, @Body() input: ReturnVerdictInput): Promise<ChangesAnswer> {
    await this.review.decide(id, input);
    return this.review.changes(id);
  }

  /** The automatic checks, each with its numbers and the rule's source. */
  @Can('read', 'Appraisal')
  @Get('appraisal/:id/checks')
  async checks(@Param('id') id: string): Promise<CheckList> {
    return { items: await this.queries.checksOf(id) };
  }

  /** The responsible officer stands by the scores of these criteria. */
  @Can('appraise', 'Entry')
  @Post('entries/:id/appraisal/confirm-criteria')
  @HttpCode(200)
  async confirm(@Param('id') id: string, @Body() input: ConfirmCriteriaInput): Promise<AppraisalAnswer> {
    await this.appraisals.confirmCriteria(id, input);
    return this.queries.detail(id);
  }

  /** Back to the appraisal of the level below. */
  @Can('stepBack', 'Entry')
  @Post('entries/:id/step-back')
  @HttpCode(200)
  async stepBack(@Param('id') id: string, @Body() input: DecideWithReasonInput): Promise<EntryAnswer> {
    await this.appraisals.stepBack(id, input);
    return this.entries.detail(id);
  }

  /** Places of mine where each criterion has a responsible officer. */
  @Can('read', 'Appraisal')
  @Get('appraisal/criterion-places')
  async places(): Promise<CriterionPlaceList> {
    return { items: await this.officers.places() };
  }

  @Can('read', 'Appraisal')
  @Get('appraisal/criterion-officers')
  async criterionOfficers(@Query() query: CriterionPlaceQuery): Promise<CriterionOfficersAnswer> {
    return this.officers.of(query);
  }

  /** The leader of the unit names the officers. */
  @Can('forward', 'Entry')
  @Put('appraisal/criterion-officers')
  async assign(@Body() input: CriterionOfficersInput): Promise<CriterionOfficersAnswer> {
    await this.officers.assign(input);
    return this.officers.of(input);
  }

  /** What would be forwarded together; nothing is written. */
  @Can('forward', 'Entry')
  @Post('appraisal/forward-manifest')
  @HttpCode(200)
  async manifest(@Body() input: ForwardManifestInput): Promise<ForwardManifestAnswer> {
    return this.listQueries.preview(input);
  }

  /** Forwards the whole list or nothing. */
  @Can('forward', 'Entry')
  @Post('appraisal/forward-bulk')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8–200 ký tự; cùng khoá thì làm một lần' })
  async forwardTogether(
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: ForwardTogetherInput,
  ): Promise<ForwardedTogetherAnswer> {
    return this.lists.forward(key, input);
  }

  /** Lists that were forwarded, newest first. */
  @Can('read', 'Appraisal')
  @Get('appraisal/manifests')
  async manifests(@Query() query: ManifestQuery): Promise<ManifestPage> {
    return this.listQueries.made(query);
  }

  /** The list as it was made: docx, pdf or xlsx. */
  @Can('read', 'Appraisal')
  @Get('appraisal/manifests/:id/:format')
  @ApiProduces('application/pdf', 'application/octet-stream')
  async manifestPaper(
    @Param('id') id: string,
    @Param('format') format: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return asAttachment(reply, await this.listPapers.file(id, format));
  }

  /** Units whose entries wait past their deadline, longest first. */
  @Can('read', 'Appraisal')
  @Get('appraisal/overdue')
  async overdue(): Promise<OverdueList> {
    return { items: await this.escalations.overdue() };
  }

  /** Units that owe a minimum of registrations, those that owe most first. */
  @Can('read', 'Appraisal')
  @Get('appraisal/minimum')
  async minimumOf(@Query() query: MinimumQuery): Promise<MinimumPage> {
    return this.minimum.list(query);
  }
}
