import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database, type FieldError } from '@app/platform';
import { type RoundRecord, RoundQueries } from '@app/programmes';
import type { PanelAnswer, PanelInput, PanelUpdateInput } from './panel.dto';
import { Panel } from './panel.entity';
import { PanelQueries } from './panels.queries';

/** Setting up panels of judges; the board of the round's unit does it. */
@Injectable()
export class PanelService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly rounds: RoundQueries,
    private readonly panels: PanelQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED with the fields, PANEL_NAME_TAKEN */
  async create(roundId: string, input: PanelInput): Promise<PanelAnswer> {
    return this.db.transaction(async () => {
      const round = await this.rounds.visible(roundId);
      this.demand('create', { id: null, roundId, hostPath: round.unitPath, chairId: null });
      const name = cleanText(input.name, { field: 'name', max: 200, min: 1 });
      const stage = round.rules.chain.find(({ code, kind }) => code === input.stageCode && kind === 'SCORING');
      if (!stage)
        throw new AppError('VALIDATION_FAILED', {}, [
          { field: 'stageCode', code: 'FIELD_BAD_ENUM', params: { allowed: scoringStages(round) } },
        ]);
      await this.check(round, input);
      const created = await this.db.one<{ id: string }>(
        `INSERT INTO panel (round_id, stage_code, name, category_codes, chair_id, created_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (round_id, name) DO NOTHING RETURNING id`,
        [roundId, input.stageCode, name, input.categoryCodes, input.chairId ?? null, this.actors.get().accountId],
      );
      if (!created)
        throw new AppError('PANEL_NAME_TAKEN', { name }, [
          { field: 'name', code: 'PANEL_NAME_TAKEN', params: { name } },
        ]);
      await this.setMembers(created.id, input.memberIds);
      await this.audit.write({
        action: 'Panel.create',
        subjectType: 'Panel',
        subjectId: created.id,
        after: {
          roundId,
          name,
          stageCode: input.stageCode,
          categoryCodes: input.categoryCodes,
          chairId: input.chairId ?? null,
          memberIds: input.memberIds,
        },
      });
      return this.panels.one(created.id);
    });
  }

  /** A member with sheets in this panel stays. @throws AppError as `create`, CHANGED_MEANWHILE, PANEL_MEMBER_HAS_SHEETS */
  async update(id: string, input: PanelUpdateInput): Promise<PanelAnswer> {
    return this.db.transaction(async () => {
      const panel = await this.panels.locked(id);
      this.demand('edit', panel);
      const before = await this.panels.one(id);
      const round = await this.rounds.visible(panel.roundId);
      const name = cleanText(input.name, { field: 'name', max: 200, min: 1 });
      await this.check(round, input);
      const busy = await this.db.query<{ judge_id: string }>(
        `SELECT DISTINCT judge_id FROM assignment WHERE panel_id = $1 AND state = 'ACTIVE' AND judge_id <> ALL($2::uuid[])`,
        [id, input.memberIds],
      );
      if (busy.length > 0)
        throw new AppError('PANEL_MEMBER_HAS_SHEETS', { count: busy.length }, [
          { field: 'memberIds', code: 'PANEL_MEMBER_HAS_SHEETS' },
        ]);
      const taken = await this.db.one('SELECT 1 FROM panel WHERE round_id = $1 AND name = $2 AND id <> $3', [
        panel.roundId,
        name,
        id,
      ]);
      if (taken)
        throw new AppError('PANEL_NAME_TAKEN', { name }, [
          { field: 'name', code: 'PANEL_NAME_TAKEN', params: { name } },
        ]);
      const changed = await this.db.manager.update(
        Panel,
        { id, version: input.version },
        { name, categoryCodes: input.categoryCodes, chairId: input.chairId ?? null, version: input.version + 1 },
      );
      if (changed.affected !== 1) throw new AppError('CHANGED_MEANWHILE', { version: panel.version });
      await this.setMembers(id, input.memberIds);
      await this.audit.write({
        action: 'Panel.edit',
        subjectType: 'Panel',
        subjectId: id,
        before: {
          name: before.name,
          categoryCodes: before.categoryCodes,
          chairId: before.chairId,
          memberIds: before.members.map((member) => member.id),
        },
        after: { name, categoryCodes: input.categoryCodes, chairId: input.chairId ?? null, memberIds: input.memberIds },
      });
      return this.panels.one(id);
    });
  }

  private demand(action: string, record: object): void {
    if (!this.abilities.of(this.actors.get()).can(action, 'Panel', record))
      throw new AppError('ACTION_NOT_ALLOWED', { action });
  }

  private async check(
    round: RoundRecord,
    input: Pick<PanelInput, 'categoryCodes' | 'chairId' | 'memberIds'>,
  ): Promise<void> {
    const categories = round.rules.categories.map(({ code }) => code);
    const judges = await this.judges(round, input.memberIds);
    const fields: FieldError[] = [
      ...input.categoryCodes.flatMap((code, at): FieldError[] =>
        categories.includes(code)
          ? []
          : [{ field: `categoryCodes.${at}`, code: 'FIELD_BAD_ENUM', params: { allowed: categories.join(', ') } }],
      ),
      ...input.memberIds.flatMap((memberId, at): FieldError[] =>
        judges.has(memberId) ? [] : [{ field: `memberIds.${at}`, code: 'NOT_A_JUDGE' }],
      ),
    ];
    if (input.chairId && !input.memberIds.includes(input.chairId))
      fields.push({ field: 'chairId', code: 'CHAIR_NOT_MEMBER' });
    if (fields.length > 0) throw new AppError('VALIDATION_FAILED', {}, fields);
  }

  private async judges(round: RoundRecord, accountIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT DISTINCT a.id FROM role_grant g JOIN unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL
       WHERE a.id = ANY($1::uuid[]) AND g.role = 'JUDGE' AND $2::ltree <@ u.path AND (g.round_id IS NULL OR g.round_id = $3)
         AND g.valid_from <= $4 AND (g.valid_to IS NULL OR g.valid_to > $4)`,
      [accountIds, round.unitPath, round.id, this.clock.today()],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async setMembers(panelId: string, memberIds: readonly string[]): Promise<void> {
    await this.db.query('DELETE FROM panel_member WHERE panel_id = $1 AND account_id <> ALL($2::uuid[])', [
      panelId,
      memberIds,
    ]);
    await this.db.query(
      'INSERT INTO panel_member (panel_id, account_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
      [panelId, memberIds],
    );
  }
}

const scoringStages = (round: RoundRecord): string =>
  round.rules.chain
    .filter(({ kind }) => kind === 'SCORING')
    .map(({ code }) => code)
    .join(', ');
