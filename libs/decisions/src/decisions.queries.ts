import { Injectable } from '@nestjs/common';
import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { AppError, Clock, Database } from '@app/platform';
import { categoryOf, type RoundRecord, RoundQueries, rubricOf, type RoundRules } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { awardFormFits, defaultAwardForm } from './award.rules';
import type {
  AwardCandidatesAnswer,
  AwardFormTotalAnswer,
  DecisionAnswer,
  DecisionAwardAnswer,
  DecisionListAnswer,
  DecisionListItemAnswer,
  Family,
} from './decision.dto';
import { DECISION_WORKFLOW, type DecisionState } from './decision.workflow';
import { type DecisionAccess, decisionColumns } from './decisions.columns';
import { baseSalaryOn, rewardAmount, totalAmount } from './money.rules';

/** A decision as use cases and papers need it. */
export interface DecisionRecord {
  id: string;
  roundId: string;
  roundName: string;
  roundCode: string;
  roundYear: number;
  hostPath: string;
  unitId: string;
  unitName: string;
  stageCode: string;
  family: Family;
  issuerName: string;
  typeSymbol: string;
  title: string;
  legalBases: string[];
  state: DecisionState;
  decidedOn: string | null;
  number: number | null;
  numberText: string | null;
  signerName: string | null;
  signerTitle: string | null;
  signerAuthority: string;
  baseSalary: string | null;
  issuedAt: Date | null;
  publicationId: string | null;
  publicationState: string | null;
  version: number;
  access: DecisionAccess;
}

/** An entry that may be awarded, or is. */
export interface AwardableEntry {
  id: string;
  title: string;
  subjectName: string;
  subjectType: 'COLLECTIVE' | 'INDIVIDUAL' | 'HOUSEHOLD';
  unitName: string;
  categoryCode: string;
  fieldCode: string;
  rulesVersion: number;
  score: string | null;
  band: string | null;
  rank: number | null;
}

interface AwardRow extends Omit<DecisionAwardAnswer, 'amount'> {
  amount: string | null;
  fieldCode: string;
}

const FROM = `FROM decision d JOIN round r ON r.id = d.round_id JOIN unit u ON u.id = d.unit_id LEFT JOIN publication p ON p.decision_id = d.id`;
const RANK = `(SELECT sr.rank FROM standing_row sr JOIN standing st ON st.id = sr.standing_id WHERE sr.entry_id = e.id ORDER BY st.finalised_at DESC LIMIT 1)`;

@Injectable()
export class DecisionQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
    private readonly clock: Clock,
  ) {}

  /** Decisions of a round that the actor may see, newest first. @throws AppError NOT_FOUND */
  async ofRound(roundId: string): Promise<DecisionListAnswer> {
    const round = await this.rounds.visible(roundId);
    const params: unknown[] = [roundId];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', decisionColumns, params);
    const items = await this.db.query<DecisionListItemAnswer>(
      `SELECT d.id, d.round_id AS "roundId", d.family, d.title, d.number_text AS "numberText", d.decided_on::text AS "decidedOn", d.state,
         (SELECT count(*)::int FROM decision_award a WHERE a.decision_id = d.id) AS awards, p.state AS "publicationState"
       ${FROM} WHERE d.round_id = $1 AND ${where} ORDER BY d.id DESC LIMIT 200`,
      params,
    );
    return { items, next: null, can: this.mayCreate(round) ? ['create'] : [] };
  }

  /** True when the actor may draft decisions of the round. */
  mayCreate(round: RoundRecord): boolean {
    const access: DecisionAccess = {
      roundId: round.id,
      hostPath: round.unitPath,
      unitId: round.unitId,
      state: 'DRAFT',
    };
    return this.abilities.of(this.actors.get()).can('create', 'Decision', access);
  }

  /** Approved entries that no decision has taken up, with the form that their band gives. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  async candidates(roundId: string, family: Family): Promise<AwardCandidatesAnswer> {
    const round = await this.rounds.visible(roundId);
    if (!this.mayCreate(round)) throw new AppError('ACTION_NOT_ALLOWED', { action: 'create' });
    const entries = await this.awardable(
      `e.round_id = $1 AND e.state = 'APPROVED' AND NOT EXISTS (SELECT FROM decision_award a WHERE a.entry_id = e.id)`,
      [roundId],
    );
    const items: AwardCandidatesAnswer['items'] = [];
    for (const entry of entries) {
      const rules = await this.rounds.rules(roundId, entry.rulesVersion);
      const bands = rubricOf(rules, entry.categoryCode)?.bands ?? [];
      items.push({
        entryId: entry.id,
        title: entry.title,
        subjectName: entry.subjectName,
        unitName: entry.unitName,
        score: entry.score,
        rank: entry.rank,
        categoryName: categoryOf(rules, entry.categoryCode)?.name ?? entry.categoryCode,
        bandName: bands.find(({ code }) => code === entry.band)?.name ?? null,
        proposedFormCode: defaultAwardForm(rules, family, bands, entry)?.code ?? null,
        fittingFormCodes: rules.awardForms
          .filter((form) => form.family === family && awardFormFits(form, bands, entry))
          .map(({ code }) => code),
      });
    }
    return { items, forms: round.rules.awardForms.map(({ code, name, family: of }) => ({ code, name, family: of })) };
  }

  /** A decision with its annex and its money. @throws AppError NOT_FOUND */
  async detail(id: string): Promise<DecisionAnswer> {
    const decision = await this.record(id);
    const { awards, baseSalary, baseSalaryBasis } = await this.awards(decision);
    const sentBack = decision.state === 'DRAFT' ? await this.sentBackReason(id) : null;
    const {
      hostPath: _host,
      roundCode: _code,
      roundYear: _year,
      stageCode: _stage,
      number: _number,
      access,
      ...shown
    } = decision;
    return {
      ...shown,
      issuedAt: decision.issuedAt?.toISOString() ?? null,
      baseSalary,
      baseSalaryBasis,
      awards: awards.map(({ fieldCode: _field, ...award }) => award),
      totals: totalsByForm(awards),
      totalAmount: totalAmount(awards.map(({ amount }) => amount)),
      sentBackReason: sentBack,
      can: this.can(decision, access),
    };
  }

  /** The decision, when the actor may read it. @throws AppError NOT_FOUND */
  async record(id: string, lock = false): Promise<DecisionRecord> {
    const params: unknown[] = [id];
    const where = accessWhere(this.abilities.of(this.actors.get()), 'read', decisionColumns, params);
    const row = await this.db.one<Omit<DecisionRecord, 'access'>>(
      `SELECT d.id, d.round_id AS "roundId", r.name AS "roundName", r.code AS "roundCode", r.year AS "roundYear", r.unit_path::text AS "hostPath",
         d.unit_id AS "unitId", u.name AS "unitName", d.stage_code AS "stageCode", d.family, d.issuer_name AS "issuerName", d.type_symbol AS "typeSymbol",
         d.title, d.legal_bases AS "legalBases", d.state, d.decided_on::text AS "decidedOn", d.number, d.number_text AS "numberText",
         d.signer_name AS "signerName", d.signer_title AS "signerTitle", d.signer_authority AS "signerAuthority", d.base_salary::text AS "baseSalary",
         d.issued_at AS "issuedAt", p.id AS "publicationId", p.state AS "publicationState", d.version
       ${FROM} WHERE d.id = $1 AND ${where} ${lock ? 'FOR UPDATE OF d' : ''}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    return { ...row, access: { roundId: row.roundId, hostPath: row.hostPath, unitId: row.unitId, state: row.state } };
  }

  /** The annex with amounts: as issued, or as they would be by the base salary of `on` (default today). @throws AppError BASE_SALARY_UNKNOWN */
  async awards(
    decision: DecisionRecord,
    on?: string,
  ): Promise<{ awards: (AwardRow & { amount: string })[]; baseSalary: string; baseSalaryBasis: string }> {
    const rows = await this.db.query<AwardRow>(
      `SELECT a.id, a.entry_id AS "entryId", a.position, a.award_form_code AS "awardFormCode", a.award_form_name AS "awardFormName",
         a.recipient_name AS "recipientName", e.subject_type AS "subjectType", a.unit_name AS "unitName", a.title, trim_scale(a.score)::text AS score, a.rank,
         trim_scale(a.coefficient)::text AS coefficient, a.amount::text, e.field_code AS "fieldCode", c.id AS "certificateId",
         c.number_text AS "certificateNumber", c.code AS "certificateCode"
       FROM decision_award a JOIN entry e ON e.id = a.entry_id LEFT JOIN certificate c ON c.award_id = a.id AND c.state = 'VALID'
       WHERE a.decision_id = $1 ORDER BY a.position`,
      [decision.id],
    );
    const day = decision.decidedOn ?? on ?? this.clock.today();
    const salary = baseSalaryOn(await this.rounds.baseSalaries(), day);
    if (!salary) throw new AppError('BASE_SALARY_UNKNOWN', {}, [{ field: 'decidedOn', code: 'BASE_SALARY_UNKNOWN' }]);
    const { rules } = await this.rounds.byId(decision.roundId);
    const baseSalary = decision.baseSalary ?? salary.amount;
    return {
      awards: rows.map((row) => ({
        ...row,
        amount: row.amount ?? rewardAmount(row.coefficient, baseSalary, rules.money),
      })),
      baseSalary,
      baseSalaryBasis: salary.legalBasis,
    };
  }

  /** Entries as they would stand in an annex; callers name the condition. */
  async awardable(where: string, params: unknown[], lock = ''): Promise<AwardableEntry[]> {
    return this.db.query<AwardableEntry>(
      `SELECT e.id, e.title, e.subject_name AS "subjectName", e.subject_type AS "subjectType", u.label AS "unitName", e.category_code AS "categoryCode",
         e.field_code AS "fieldCode", e.rules_version AS "rulesVersion", e.final_score::text AS score, e.band, ${RANK} AS rank
       FROM entry e JOIN unit u ON u.id = e.unit_id WHERE ${where} ORDER BY e.category_code, rank NULLS LAST, e.id ${lock}`,
      params,
    );
  }

  rules(roundId: string, version: number): Promise<RoundRules> {
    return this.rounds.rules(roundId, version);
  }

  private can(decision: DecisionRecord, access: DecisionAccess): string[] {
    const edit = decision.state === 'DRAFT' && this.abilities.of(this.actors.get()).can('edit', 'Decision', access);
    return [...(edit ? ['edit'] : []), ...this.workflows.can(DECISION_WORKFLOW, decision, access)];
  }

  private async sentBackReason(id: string): Promise<string | null> {
    const row = await this.db.one<{ action: string; reason: string | null }>(
      `SELECT action, reason FROM state_history WHERE subject_type = 'Decision' AND subject_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    return row?.action === 'sendBack' ? row.reason : null;
  }
}

/** Number and money by form, in the order of the annex; the sums equal the sum of the lines. */
export function totalsByForm(awards: readonly { awardFormName: string; amount: string }[]): AwardFormTotalAnswer[] {
  return [...new Set(awards.map(({ awardFormName }) => awardFormName))].map((awardFormName) => {
    const lines = awards.filter((award) => award.awardFormName === awardFormName);
    return { awardFormName, count: lines.length, amount: totalAmount(lines.map(({ amount }) => amount)) };
  });
}
