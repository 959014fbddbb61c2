import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Can, SignedIn } from '@app/access';
import { AmendmentPreviewAnswer, PreviewAmendmentInput, RoundAmendments } from '@app/entries';
import {
  AmendRoundInput,
  BaseSalaryList,
  CreateRoundInput,
  RoundDetailAnswer,
  RoundPage,
  RoundQueries,
  RoundQuery,
  RoundsService,
  RoundTemplateList,
  RoundVersionInput,
  rulesFromTemplate,
  SaveRulesInput,
  TEMPLATE_NAMES,
  TEMPLATES,
} from '@app/programmes';

@Controller()
export class RoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly queries: RoundQueries,
    private readonly amendments: RoundAmendments,
  ) {}

  /** Built-in templates of rules. */
  @SignedIn()
  @Get('round-templates')
  templates(): RoundTemplateList {
    const anyTime = { opensAt: '2000-01-01T00:00:00Z', closesAt: '2000-01-02T00:00:00Z' };
    return {
      items: TEMPLATES.map((code) => ({
        code,
        nameVi: TEMPLATE_NAMES[code].vi,
        nameEn: TEMPLATE_NAMES[code].en,
        chain: rulesFromTemplate(code, anyTime).chain,
      })),
    };
  }

  @Can('read', 'Round')
  @Get('rounds')
  async list(@Query() query: RoundQuery): Promise<RoundPage> {
    return this.queries.list(query);
  }

  @Can('create', 'Round')
  @Post('rounds')
  async create(@Body() input: CreateRoundInput): Promise<RoundDetailAnswer> {
    const { id } = await this.rounds.create(input);
    return this.queries.detail(id);
  }

  @Can('read', 'Round')
  @Get('rounds/:id')
  async detail(@Param('id') id: string): Promise<RoundDetailAnswer> {
    return this.queries.detail(id);
  }

  /** Replaces the rules of a draft. */
  @Can('edit', 'Round')
  @Put('rounds/:id/rules')
  async saveRules(@Param('id') id: string, @Body() input: SaveRulesInput): Promise<RoundDetailAnswer> {
    await this.rounds.saveRules(id, input);
    return this.queries.detail(id);
  }

  /** Opens the round; its rules are frozen from now on. */
  @Can('open', 'Round')
  @Post('rounds/:id/open')
  @HttpCode(200)
  async open(@Param('id') id: string, @Body() input: RoundVersionInput): Promise<RoundDetailAnswer> {
    await this.rounds.open(id, input.version);
    return this.queries.detail(id);
  }

  @Can('close', 'Round')
  @Post('rounds/:id/close')
  @HttpCode(200)
  async close(@Param('id') id: string, @Body() input: RoundVersionInput): Promise<RoundDetailAnswer> {
    await this.rounds.close(id, input.version);
    return this.queries.detail(id);
  }

  /** What an amendment would do to the form and to the entries, before it is applied. */
  @Can('amend', 'Round')
  @Post('rounds/:id/amend/preview')
  @HttpCode(200)
  async previewAmendment(
    @Param('id') id: string,
    @Body() input: PreviewAmendmentInput,
  ): Promise<AmendmentPreviewAnswer> {
    return this.amendments.preview(id, input.rules);
  }

  /** A new version of the rules of an open round; drafts move to it, submitted entries keep theirs. */
  @Can('amend', 'Round')
  @Post('rounds/:id/amend')
  @HttpCode(200)
  async amend(@Param('id') id: string, @Body() input: AmendRoundInput): Promise<RoundDetailAnswer> {
    await this.amendments.amend(id, input);
    return this.queries.detail(id);
  }

  @SignedIn()
  @Get('base-salaries')
  async baseSalaries(): Promise<BaseSalaryList> {
    return { items: await this.queries.baseSalaries() };
  }
}
