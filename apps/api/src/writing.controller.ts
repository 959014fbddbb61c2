import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { Can } from '@app/access';
import {
  CollaboratorInput,
  CollaboratorList,
  CompareAnswer,
  CompareQuery,
  DraftSaving,
  EntryCollaborators,
  EntryHistory,
  EntryPresence,
  HistoryPage,
  HistoryQuery,
  PersonFoundList,
  PersonSearchQuery,
  PresenceAnswer,
  PresenceInput,
  RestoreInput,
  SavedDraftAnswer,
} from '@app/entries';
import { AppError } from '@app/platform';

const ACCOUNT = new ParseUUIDPipe({ exceptionFactory: () => new AppError('NOT_FOUND') });

/** Writing an entry together: who is here, what it was before, whom the unit lets in. */
@Controller('entries/:id')
export class WritingController {
  constructor(
    private readonly drafts: DraftSaving,
    private readonly presence: EntryPresence,
    private readonly past: EntryHistory,
    private readonly collaborators: EntryCollaborators,
  ) {}

  /** A sign of life of one window, each 15 seconds; takes or keeps the lock of the section that is typed in. */
  @Can('write', 'Entry')
  @Post('presence')
  @HttpCode(200)
  async here(@Param('id') id: string, @Body() input: PresenceInput): Promise<PresenceAnswer> {
    return this.presence.beat(id, input);
  }

  /** Saved versions (for those who see the draft) and submitted revisions, newest first. */
  @Can('read', 'Entry')
  @Get('history')
  async history(@Param('id') id: string, @Query() query: HistoryQuery): Promise<HistoryPage> {
    return this.past.page(id, query);
  }

  /** Any two states, word by word; without the right to the draft only submitted revisions. */
  @Can('read', 'Entry')
  @Get('compare')
  async compare(@Param('id') id: string, @Query() { from, to }: CompareQuery): Promise<CompareAnswer> {
    return this.past.compare(id, from, to);
  }

  /** Brings an earlier state back as a new save; the present one stays in the history. */
  @Can('write', 'Entry')
  @Post('restore')
  @HttpCode(200)
  async restore(@Param('id') id: string, @Body() input: RestoreInput): Promise<SavedDraftAnswer> {
    const { ref, version, parts } = input;
    const draft = await this.past.snapshot(id, ref);
    return this.drafts.restore(id, { ref, draft, version, ...(parts ? { parts } : {}) });
  }

  @Can('readDraft', 'Entry')
  @Get('collaborators')
  async list(@Param('id') id: string): Promise<CollaboratorList> {
    return this.collaborators.list(id);
  }

  /** People of the round's units whom the unit may let in, by name or login. */
  @Can('share', 'Entry')
  @Get('people')
  async people(@Param('id') id: string, @Query() { q }: PersonSearchQuery): Promise<PersonFoundList> {
    return { items: await this.collaborators.find(id, q) };
  }

  /** Lets a person in, or changes what they may do. Doing it twice changes nothing. */
  @Can('share', 'Entry')
  @Put('collaborators/:accountId')
  async letIn(
    @Param('id') id: string,
    @Param('accountId', ACCOUNT) accountId: string,
    @Body() { right }: CollaboratorInput,
  ): Promise<CollaboratorList> {
    return this.collaborators.put(id, accountId, right);
  }

  /** Takes the right away at once; a collaborator may also leave. */
  @Can('readDraft', 'Entry')
  @Delete('collaborators/:accountId')
  @HttpCode(204)
  async remove(@Param('id') id: string, @Param('accountId', ACCOUNT) accountId: string): Promise<void> {
    await this.collaborators.remove(id, accountId);
  }
}
