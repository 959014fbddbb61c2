import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Can } from '@app/access';
import {
  AssignmentsAnswer,
  AssignmentService,
  AssignmentsInput,
  ConflictInput,
  PanelAnswer,
  PanelBoardAnswer,
  PanelBoardQuery,
  PanelCandidatesAnswer,
  PanelInput,
  PanelListAnswer,
  PanelQueries,
  PanelService,
  PanelUpdateInput,
  ScoresheetAnswer,
  ScoresheetInput,
  ScoresheetPage,
  ScoresheetQueries,
  ScoresheetQuery,
  ScoresheetReopenInput,
  ScoresheetSavedAnswer,
  ScoresheetService,
  ScoresheetVersionInput,
} from '@app/judging';

/** Panels, assignments and score sheets. */
@Controller()
export class JudgingController {
  constructor(
    private readonly panelQueries: PanelQueries,
    private readonly panels: PanelService,
    private readonly assignments: AssignmentService,
    private readonly sheetQueries: ScoresheetQueries,
    private readonly sheets: ScoresheetService,
  ) {}

  @Can('read', 'Panel')
  @Get('rounds/:id/panels')
  async listPanels(@Param('id') id: string): Promise<PanelListAnswer> {
    return { items: await this.panelQueries.ofRound(id), next: null };
  }

  @Can('create', 'Panel')
  @Post('rounds/:id/panels')
  async createPanel(@Param('id') id: string, @Body() input: PanelInput): Promise<PanelAnswer> {
    return this.panels.create(id, input);
  }

  /** People who may become members of a panel of this round. */
  @Can('create', 'Panel')
  @Get('rounds/:id/judges')
  async candidates(@Param('id') id: string): Promise<PanelCandidatesAnswer> {
    return { items: await this.panelQueries.candidates(id) };
  }

  @Can('edit', 'Panel')
  @Put('panels/:id')
  async updatePanel(@Param('id') id: string, @Body() input: PanelUpdateInput): Promise<PanelAnswer> {
    return this.panels.update(id, input);
  }

  /** Entries × judges: state of every sheet and every conflict; no marks. */
  @Can('read', 'Panel')
  @Get('panels/:id/board')
  async board(@Param('id') id: string, @Query() query: PanelBoardQuery): Promise<PanelBoardAnswer> {
    return this.panelQueries.board(id, query);
  }

  /** Assigns in bulk; pairs that may not be are listed in `refused`, the rest is done. */
  @Can('assign', 'Panel')
  @Post('panels/:id/assignments')
  @HttpCode(200)
  async assign(
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() input: AssignmentsInput,
  ): Promise<AssignmentsAnswer> {
    return this.assignments.assign(id, key, input);
  }

  /** Takes back a sheet that was never signed. */
  @Can('remove', 'Scoresheet')
  @Delete('assignments/:id')
  @HttpCode(204)
  async removeAssignment(@Param('id') id: string): Promise<void> {
    await this.assignments.remove(id);
  }

  /** My own sheets. */
  @Can('read', 'Scoresheet')
  @Get('scoresheets')
  async mySheets(@Query() query: ScoresheetQuery): Promise<ScoresheetPage> {
    return this.sheetQueries.mine(query);
  }

  @Can('read', 'Scoresheet')
  @Get('scoresheets/:id')
  async sheet(@Param('id') id: string): Promise<ScoresheetAnswer> {
    return this.sheetQueries.detail(id);
  }

  /** Autosave. On 409 CHANGED_MEANWHILE `params.current` holds what is stored: version, marks, comment, privateNote. */
  @Can('save', 'Scoresheet')
  @Put('scoresheets/:id')
  async saveSheet(@Param('id') id: string, @Body() input: ScoresheetInput): Promise<ScoresheetSavedAnswer> {
    return this.sheets.save(id, input);
  }

  @Can('sign', 'Scoresheet')
  @Post('scoresheets/:id/sign')
  @HttpCode(200)
  async signSheet(@Param('id') id: string, @Body() input: ScoresheetVersionInput): Promise<ScoresheetSavedAnswer> {
    return this.sheets.sign(id, input.version);
  }

  @Can('reopen', 'Scoresheet')
  @Post('scoresheets/:id/reopen')
  @HttpCode(200)
  async reopenSheet(@Param('id') id: string, @Body() input: ScoresheetReopenInput): Promise<ScoresheetSavedAnswer> {
    return this.sheets.reopen(id, input);
  }

  /** The judge declares a conflict of interest and gives the sheet up. */
  @Can('recuse', 'Scoresheet')
  @Post('scoresheets/:id/conflict')
  @HttpCode(200)
  async declareConflict(@Param('id') id: string, @Body() input: ConflictInput): Promise<ScoresheetSavedAnswer> {
    return this.sheets.declareConflict(id, input.reason);
  }
}
