import { Abilities, type Actor, CurrentActor, grantsOf } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, Clock, Database } from '@app/platform';
import type { EntryRecord } from '@app/entries';
import { HoldersOf } from '@app/notices';
import { RoundQueries, type RoundRecord, type RoundRules, type StageRule, stageOf } from '@app/programmes';
import { flattenCriteria } from '@app/rubrics';
import { Injectable } from '@nestjs/common';
import type {
  CriterionOfficersAnswer,
  CriterionOfficersInput,
  CriterionPlaceAnswer,
  CriterionPlaceQuery,
} from './appraisal-depth.dto';

export interface ResponsibleOfficer {
  accountId: string;
  name: string;
}

type Place = Pick<EntryRecord, 'roundId' | 'stageCode' | 'holderUnitId'>;

/** Who is responsible for which criterion at a stage of a unit, where the rules ask for one responsible officer. */
@Injectable()
export class CriterionOfficers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: CurrentActor,
    private readonly abilities: Abilities,
    private readonly audit: AuditLog,
    private readonly rounds: RoundQueries,
    private readonly holders: HoldersOf,
  ) {}

  /** Criterion → its officer; empty where the stage's rules do not ask for any. */
  async at(place: Place, stage: StageRule): Promise<Map<string, ResponsibleOfficer>> {
    if (!stage.criterionOfficers) return new Map();
    const rows = await this.db.query<ResponsibleOfficer & { criterion: string }>(
      `SELECT o.criterion_code AS criterion, o.account_id AS "accountId", a.full_name AS name
       FROM criterion_officer o JOIN account a ON a.id = o.account_id WHERE o.round_id = $1 AND o.stage_code = $2 AND o.unit_id = $3`,
      [place.roundId, place.stageCode, place.holderUnitId],
    );
    return new Map(rows.map(({ criterion, accountId, name }) => [criterion, { accountId, name }]));
  }

  /** @throws AppError CRITERION_NOT_YOURS when one of the criteria is somebody else's */
  refuseForeign(
    officers: ReadonlyMap<string, ResponsibleOfficer>,
    criteria: readonly string[],
    nameOf: (code: string) => string,
  ): void {
    for (const criterion of criteria) {
      const officer = officers.get(criterion);
      if (officer && officer.accountId !== this.actors.get().accountId)
        throw new AppError('CRITERION_NOT_YOURS', { criterion: nameOf(criterion), name: officer.name });
    }
  }

  /** Places where the actor is officer or leader and the rules of an open round ask for responsible officers. */
  async places(): Promise<CriterionPlaceAnswer[]> {
    const units = grantsOf(this.actors.get(), 'OFFICER', 'LEADER').map(({ unitId }) => unitId);
    const rows = await this.db.query<Omit<CriterionPlaceAnswer, 'mayChange'>>(
      `SELECT r.id AS "roundId", r.name AS "roundName", s.value ->> 'code' AS "stageCode", s.value ->> 'name' AS "stageName", u.id AS "unitId", u.name AS "unitName"
       FROM unit u JOIN round r ON r.state = 'OPEN' AND u.path <@ r.unit_path JOIN round_rules v ON v.round_id = r.id AND v.version = r.rules_version
       CROSS JOIN LATERAL jsonb_array_elements(v.rules -> 'chain') s
       WHERE u.id = ANY($1::uuid[]) AND s.value ->> 'kind' = 'APPRAISAL' AND s.value ->> 'level' = u.kind AND (s.value ->> 'criterionOfficers')::boolean
       ORDER BY r.year DESC, r.id, u.name LIMIT 100`,
      [units],
    );
    return rows.map((row) => ({ ...row, mayChange: leads(this.actors.get(), row.unitId, row.roundId) }));
  }

  /** @throws AppError NOT_FOUND for a place that the actor has nothing to do with */
  async of(query: CriterionPlaceQuery): Promise<CriterionOfficersAnswer> {
    const { round, stage } = await this.place(query);
    const unit = await this.db.one<{ name: string }>('SELECT name FROM unit WHERE id = $1', [query.unitId]);
    const place = { roundId: query.roundId, stageCode: query.stage, holderUnitId: query.unitId };
    const officers = await this.at(place, stage);
    const ids = await this.holders.at(query.unitId, ['OFFICER'], query.roundId);
    return {
      roundId: round.id,
      roundName: round.name,
      stageCode: stage.code,
      stageName: stage.name,
      unitId: query.unitId,
      unitName: unit?.name ?? '',
      mayChange: leads(this.actors.get(), query.unitId, query.roundId),
      criteria: criteriaOf(round.rules).map((one) => ({
        ...one,
        accountId: officers.get(one.criterion)?.accountId ?? null,
        officer: officers.get(one.criterion)?.name ?? null,
      })),
      officers: await this.db.query(
        'SELECT id, full_name AS name FROM account WHERE id = ANY($1::uuid[]) ORDER BY full_name, id',
        [ids],
      ),
    };
  }

  /**
   * The leader of the unit names the officers; criteria that are left out stay as they are.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, CRITERION_OFFICER_UNKNOWN, VALIDATION_FAILED
   */
  async assign(input: CriterionOfficersInput): Promise<void> {
    await this.db.transaction(async () => {
      const { round } = await this.place(input);
      const actor = this.actors.get();
      if (!leads(actor, input.unitId, input.roundId)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'assign' });
      const known = new Set(criteriaOf(round.rules).map(({ criterion }) => criterion));
      const able = new Set(await this.holders.at(input.unitId, ['OFFICER'], input.roundId));
      for (const [index, { criterion, accountId }] of input.officers.entries()) {
        if (!known.has(criterion))
          throw new AppError('VALIDATION_FAILED', {}, [
            { field: `officers.${index}.criterion`, code: 'FIELD_UNKNOWN' },
          ]);
        if (accountId && !able.has(accountId))
          throw new AppError('CRITERION_OFFICER_UNKNOWN', {}, [
            { field: `officers.${index}.accountId`, code: 'CRITERION_OFFICER_UNKNOWN' },
          ]);
      }
      const place = [input.roundId, input.stage, input.unitId];
      const before = await this.db.query(
        'SELECT criterion_code AS criterion, account_id AS "accountId" FROM criterion_officer WHERE round_id = $1 AND stage_code = $2 AND unit_id = $3 ORDER BY criterion_code FOR UPDATE',
        place,
      );
      await this.db.query(
        'DELETE FROM criterion_officer WHERE round_id = $1 AND stage_code = $2 AND unit_id = $3 AND criterion_code = ANY($4)',
        [...place, input.officers.map(({ criterion }) => criterion)],
      );
      await this.db.query(
        `INSERT INTO criterion_officer (round_id, stage_code, unit_id, criterion_code, account_id, assigned_by, assigned_at)
         SELECT $1, $2, $3, o.criterion, o."accountId", $4, $5 FROM jsonb_to_recordset($6) AS o(criterion text, "accountId" uuid) WHERE o."accountId" IS NOT NULL
         ON CONFLICT (round_id, stage_code, unit_id, criterion_code) DO UPDATE SET account_id = excluded.account_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at`,
        [...place, actor.accountId, this.clock.now(), JSON.stringify(input.officers)],
      );
      await this.audit.write({
        action: 'Appraisal.assignCriteria',
        subjectType: 'Round',
        subjectId: input.roundId,
        actingFor: input.unitId,
        before: { stage: input.stage, officers: before },
        after: { stage: input.stage, officers: input.officers },
      });
    });
  }

  private async place(query: CriterionPlaceQuery): Promise<{ round: RoundRecord; stage: StageRule }> {
    const actor = this.actors.get();
    const involved = actor.grants.some(
      (grant) =>
        ['OFFICER', 'LEADER'].includes(grant.role) &&
        grant.unitId === query.unitId &&
        (grant.roundId === null || grant.roundId === query.roundId),
    );
    if (!involved || !this.abilities.of(actor).can('read', 'Appraisal')) throw new AppError('NOT_FOUND');
    const round = await this.rounds.visible(query.roundId);
    const stage = stageOf(round.rules, query.stage);
    if (stage?.kind !== 'APPRAISAL' || !stage.criterionOfficers) throw new AppError('NOT_FOUND');
    return { round, stage };
  }
}

function leads(actor: Actor, unitId: string, roundId: string): boolean {
  return actor.grants.some(
    (grant) =>
      grant.role === 'LEADER' && grant.unitId === unitId && (grant.roundId === null || grant.roundId === roundId),
  );
}

/** All criteria of the round, each code once. */
function criteriaOf(rules: RoundRules): { criterion: string; name: string; rubric: string }[] {
  const all = rules.rubrics.flatMap((rubric) =>
    flattenCriteria(rubric).map(({ code, name }) => ({ criterion: code, name, rubric: rubric.name })),
  );
  return [...new Map(all.toReversed().map((one) => [one.criterion, one])).values()].toReversed();
}
