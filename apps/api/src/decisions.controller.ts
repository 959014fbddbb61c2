import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  AwardCandidatesAnswer,
  AwardCandidatesQuery,
  DecisionAnswer,
  DecisionInput,
  DecisionIssueInput,
  DecisionListAnswer,
  DecisionPapers,
  DecisionQueries,
  DecisionSendBackInput,
  DecisionSentBackAnswer,
  DecisionService,
  DecisionUpdateInput,
  DecisionVersionInput,
} from '@app/decisions';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const attachment = (name: string) => `attachment; filename="${name}"`;

@Controller()
export class DecisionsController {
  constructor(
    private readonly queries: DecisionQueries,
    private readonly decisions: DecisionService,
    private readonly papers: DecisionPapers,
  ) {}

  @Can('read', 'Decision')
  @Get('rounds/:id/decisions')
  async list(@Param('id') id: string): Promise<DecisionListAnswer> {
    return this.queries.ofRound(id);
  }

  /** Approved entries that no decision has taken up, with the award form that their band gives. */
  @Can('create', 'Decision')
  @Get('rounds/:id/award-candidates')
  async candidates(@Param('id') id: string, @Query() query: AwardCandidatesQuery): Promise<AwardCandidatesAnswer> {
    return this.queries.candidates(id, query.family);
  }

  @Can('create', 'Decision')
  @Post('rounds/:id/decisions')
  async create(@Param('id') id: string, @Body() input: DecisionInput): Promise<DecisionAnswer> {
    return this.decisions.create(id, input);
  }

  @Can('read', 'Decision')
  @Get('decisions/:id')
  async show(@Param('id') id: string): Promise<DecisionAnswer> {
    return this.queries.detail(id);
  }

  /** Replaces a draft with its annex. */
  @Can('edit', 'Decision')
  @Put('decisions/:id')
  async update(@Param('id') id: string, @Body() input: DecisionUpdateInput): Promise<DecisionAnswer> {
    return this.decisions.update(id, input);
  }

  @Can('submit', 'Decision')
  @Post('decisions/:id/submit')
  @HttpCode(200)
  async submit(@Param('id') id: string, @Body() input: DecisionVersionInput): Promise<DecisionAnswer> {
    return this.decisions.submit(id, input.version);
  }

  /** Back to the board; a leader does not see drafts, so the answer is only the version. */
  @Can('sendBack', 'Decision')
  @Post('decisions/:id/send-back')
  @HttpCode(200)
  async sendBack(@Param('id') id: string, @Body() input: DecisionSendBackInput): Promise<DecisionSentBackAnswer> {
    return this.decisions.sendBack(id, input);
  }

  /** Signs: number, money and certificates are fixed. */
  @Can('issue', 'Decision')
  @Post('decisions/:id/issue')
  @HttpCode(200)
  async issue(@Param('id') id: string, @Body() input: DecisionIssueInput): Promise<DecisionAnswer> {
    return this.decisions.issue(id, input);
  }

  @Can('read', 'Decision')
  @Get('decisions/:id/decision.docx')
  @ApiProduces(DOCX)
  async docx(@Param('id') id: string): Promise<StreamableFile> {
    const { bytes, name } = await this.papers.docx(id);
    return new StreamableFile(bytes, { type: DOCX, disposition: attachment(name) });
  }

  @Can('read', 'Decision')
  @Get('decisions/:id/annex.xlsx')
  @ApiProduces(XLSX)
  async annex(@Param('id') id: string): Promise<StreamableFile> {
    const { bytes, name } = await this.papers.annexXlsx(id);
    return new StreamableFile(bytes, { type: XLSX, disposition: attachment(name) });
  }
}
