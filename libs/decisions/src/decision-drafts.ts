import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Database, type FieldError } from '@app/platform';
import { RoundQueries, rubricOf } from '@app/programmes';
import { awardFormFits, defaultAwardForm } from './award.rules';
import type { DecisionAwardInput, DecisionInput, DecisionUpdateInput, Family } from './decision.dto';
import { Decision } from './decision.entity';
import { type AwardableEntry, DecisionQueries } from './decisions.queries';

interface Line {
  entry_id: string;
  award_form_code: string;
  award_form_name: string;
  recipient_name: string;
  unit_name: string;
  title: string;
  score: string | null;
  rank: number | null;
  coefficient: string;
}

/** Writing the draft of a decision with its annex, inside the caller's transaction. */
@Injectable()
export class DecisionDrafts {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly rounds: RoundQueries,
    private readonly queries: DecisionQueries,
  ) {}

  async create(roundId: string, input: DecisionInput): Promise<string> {
    const round = await this.rounds.visible(roundId);
    if (!this.queries.mayCreate(round)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'create' });
    if (input.unitId && input.unitId !== round.unitId)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'unitId', code: 'UNIT_NOT_IN_ROUND' }]);
    const stage = round.rules.chain.find(({ kind }) => kind === 'DECISION');
    const text = texts(input);
    const made = await this.db.one<{ id: string }>(
      `INSERT INTO decision (round_id, stage_code, unit_id, family, issuer_name, type_symbol, title, legal_bases, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
      [
        roundId,
        stage?.code ?? '',
        round.unitId,
        input.family,
        text.issuerName,
        text.typeSymbol,
        text.title,
        JSON.stringify(text.legalBases),
        this.actors.get().accountId,
      ],
    );
    if (!made) throw new Error('decision was not written');
    const lines = await this.setAwards(made.id, roundId, input.family, input.awards);
    await this.audit.write({
      action: 'Decision.create',
      subjectType: 'Decision',
      subjectId: made.id,
      after: { roundId, family: input.family, ...text, awards: lines },
    });
    return made.id;
  }

  async update(id: string, input: DecisionUpdateInput): Promise<void> {
    const decision = await this.queries.record(id, true);
    if (!this.abilities.of(this.actors.get()).can('edit', 'Decision', decision.access))
      throw new AppError('ACTION_NOT_ALLOWED', { action: 'edit' });
    if (decision.state !== 'DRAFT')
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'edit', state: decision.state });
    const { legalBases, ...text } = texts(input);
    const changed = await this.db.manager.update(
      Decision,
      { id, state: 'DRAFT', version: input.version },
      { family: input.family, ...text, version: input.version + 1 },
    );
    if (changed.affected !== 1) throw new AppError('CHANGED_MEANWHILE', { version: decision.version });
    await this.db.query('UPDATE decision SET legal_bases = $2 WHERE id = $1', [id, JSON.stringify(legalBases)]);
    const lines = await this.setAwards(id, decision.roundId, input.family, input.awards);
    await this.audit.write({
      action: 'Decision.edit',
      subjectType: 'Decision',
      subjectId: id,
      before: {
        family: decision.family,
        issuerName: decision.issuerName,
        typeSymbol: decision.typeSymbol,
        title: decision.title,
        legalBases: decision.legalBases,
      },
      after: { family: input.family, ...text, legalBases, awards: lines },
    });
  }

  private async setAwards(
    decisionId: string,
    roundId: string,
    family: Family,
    awards: readonly DecisionAwardInput[],
  ): Promise<Line[]> {
    const ids = awards.map(({ entryId }) => entryId);
    const found = await this.queries.awardable(
      `e.id = ANY($1::uuid[]) AND e.round_id = $2 AND e.state = 'APPROVED'`,
      [ids, roundId],
      'FOR UPDATE OF e',
    );
    const entries = new Map(found.map((entry) => [entry.id, entry]));
    const elsewhere = await this.db.query<{ entry_id: string }>(
      'SELECT entry_id FROM decision_award WHERE entry_id = ANY($1::uuid[]) AND decision_id <> $2',
      [ids, decisionId],
    );
    const taken = new Set(elsewhere.map((row) => row.entry_id));
    const problems: FieldError[] = [];
    const lines: Line[] = [];
    for (const [at, award] of awards.entries()) {
      const entry = entries.get(award.entryId);
      if (!entry) problems.push({ field: `awards.${at}.entryId`, code: 'ENTRY_NOT_APPROVED' });
      else if (taken.has(entry.id)) problems.push({ field: `awards.${at}.entryId`, code: 'ENTRY_IN_OTHER_DECISION' });
      else {
        const line = await this.line(entry, roundId, family, award.awardFormCode);
        if (typeof line === 'string') problems.push({ field: `awards.${at}.awardFormCode`, code: line });
        else lines.push(line);
      }
    }
    if (problems.length > 0) throw new AppError('VALIDATION_FAILED', {}, problems);
    await this.db.query('DELETE FROM decision_award WHERE decision_id = $1', [decisionId]);
    await this.db.query(
      `INSERT INTO decision_award (decision_id, entry_id, position, award_form_code, award_form_name, recipient_name, unit_name, title, score, rank, coefficient)
       SELECT $1, l.entry_id, l.position, l.award_form_code, l.award_form_name, l.recipient_name, l.unit_name, l.title, l.score, l.rank, l.coefficient
       FROM jsonb_to_recordset($2) AS l(entry_id uuid, position int, award_form_code text, award_form_name text, recipient_name text, unit_name text, title text,
         score numeric, rank int, coefficient numeric)`,
      [decisionId, JSON.stringify(lines.map((line, index) => ({ ...line, position: index + 1 })))],
    );
    return lines;
  }

  private async line(
    entry: AwardableEntry,
    roundId: string,
    family: Family,
    code: string | undefined,
  ): Promise<Line | 'AWARD_FORM_DOES_NOT_FIT' | 'AWARD_FORM_MISSING'> {
    const rules = await this.rounds.rules(roundId, entry.rulesVersion);
    const bands = rubricOf(rules, entry.categoryCode)?.bands ?? [];
    const form =
      code === undefined
        ? defaultAwardForm(rules, family, bands, entry)
        : rules.awardForms.find((one) => one.code === code);
    if (!form) return code === undefined ? 'AWARD_FORM_MISSING' : 'AWARD_FORM_DOES_NOT_FIT';
    if (form.family !== family || !awardFormFits(form, bands, entry)) return 'AWARD_FORM_DOES_NOT_FIT';
    return {
      entry_id: entry.id,
      award_form_code: form.code,
      award_form_name: form.name,
      recipient_name: entry.subjectName,
      unit_name: entry.unitName,
      title: entry.title,
      score: entry.score,
      rank: entry.rank,
      coefficient: form.coefficient[entry.subjectType],
    };
  }
}

function texts(input: Pick<DecisionInput, 'issuerName' | 'typeSymbol' | 'title' | 'legalBases'>) {
  return {
    issuerName: cleanText(input.issuerName, { field: 'issuerName', max: 300, min: 1 }),
    typeSymbol: cleanText(input.typeSymbol, { field: 'typeSymbol', max: 30, min: 1 }),
    title: cleanText(input.title, { field: 'title', max: 500, min: 1 }),
    legalBases: input.legalBases.map((basis, at) => cleanText(basis, { field: `legalBases.${at}`, max: 500, min: 1 })),
  };
}
