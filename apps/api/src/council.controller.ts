import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  AttendanceInput,
  BallotAnswer,
  BallotInput,
  CouncilAnswer,
  CouncilCandidatesAnswer,
  CouncilInput,
  CouncilListAnswer,
  CouncilService,
  CouncilSessionAnswer,
  CouncilSessionPage,
  CouncilSessionQuery,
  Minutes,
  SessionCloseInput,
  SessionInput,
  SessionQueries,
  SessionService,
} from '@app/council';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Councils, their sessions and votes. */
@Controller()
export class CouncilController {
  constructor(
    private readonly councils: CouncilService,
    private readonly queries: SessionQueries,
    private readonly sessions: SessionService,
    private readonly minutes: Minutes,
  ) {}

  @Can('read', 'Council')
  @Get('rounds/:id/councils')
  async list(@Param('id') id: string): Promise<CouncilListAnswer> {
    return { items: await this.councils.ofRound(id), next: null };
  }

  @Can('create', 'Council')
  @Post('rounds/:id/councils')
  async create(@Param('id') id: string, @Body() input: CouncilInput): Promise<CouncilAnswer> {
    return this.councils.create(id, input);
  }

  /** People who may take a place in a council of this round. */
  @Can('create', 'Council')
  @Get('rounds/:id/council-candidates')
  async candidates(@Param('id') id: string): Promise<CouncilCandidatesAnswer> {
    return { items: await this.councils.candidates(id) };
  }

  @Can('plan', 'Council')
  @Post('councils/:id/sessions')
  async plan(@Param('id') id: string, @Body() input: SessionInput): Promise<CouncilSessionAnswer> {
    return this.councils.plan(id, input);
  }

  @Can('read', 'CouncilSession')
  @Get('council-sessions')
  async listSessions(@Query() query: CouncilSessionQuery): Promise<CouncilSessionPage> {
    return this.queries.list({ roundId: query.roundId, cursor: query.cursor, mine: query.mine === 'true' });
  }

  @Can('read', 'CouncilSession')
  @Get('council-sessions/:id')
  async session(@Param('id') id: string): Promise<CouncilSessionAnswer> {
    return this.queries.detail(id);
  }

  @Can('attend', 'CouncilSession')
  @Put('council-sessions/:id/attendance')
  async attendance(@Param('id') id: string, @Body() input: AttendanceInput): Promise<CouncilSessionAnswer> {
    return this.sessions.attendance(id, input);
  }

  @Can('open', 'CouncilSession')
  @Post('council-sessions/:id/open')
  @HttpCode(200)
  async open(@Param('id') id: string): Promise<CouncilSessionAnswer> {
    return this.sessions.open(id);
  }

  @Can('close', 'CouncilSession')
  @Post('council-sessions/:id/close')
  @HttpCode(200)
  async close(@Param('id') id: string, @Body() input: SessionCloseInput): Promise<CouncilSessionAnswer> {
    return this.sessions.close(id, input.conclusion);
  }

  @Can('openVote', 'CouncilSession')
  @Post('agenda-items/:id/open-vote')
  @HttpCode(200)
  async openVote(@Param('id') id: string): Promise<CouncilSessionAnswer> {
    return this.sessions.openVote(id);
  }

  /** The actor's own ballot; it is final. */
  @Can('vote', 'CouncilSession')
  @Post('agenda-items/:id/ballot')
  async ballot(@Param('id') id: string, @Body() input: BallotInput): Promise<BallotAnswer> {
    return this.sessions.vote(id, input);
  }

  @Can('count', 'CouncilSession')
  @Post('agenda-items/:id/count')
  @HttpCode(200)
  async count(@Param('id') id: string): Promise<CouncilSessionAnswer> {
    return this.sessions.count(id);
  }

  @Can('read', 'CouncilSession')
  @Get('council-sessions/:id/minutes.docx')
  @ApiProduces(DOCX)
  @Header('content-type', DOCX)
  @Header('content-disposition', 'attachment; filename="bien-ban.docx"')
  async minutesDocx(@Param('id') id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.minutes.docx(id), { type: DOCX });
  }
}
