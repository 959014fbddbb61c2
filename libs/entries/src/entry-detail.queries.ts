import { Abilities, CurrentActor, grantsOf, liesWithin } from '@app/access';
import type { FormValue } from '@app/forms';
import { AppError, Database, ENV, type Env } from '@app/platform';
import {
  categoryOf,
  EVIDENCE_QUOTA,
  RoundQueries,
  rubricOf,
  stageOf,
  type FieldCode,
  type RoundRules,
  type SubjectType,
} from '@app/programmes';
import { totalOf } from '@app/rubrics';
import { Workflows } from '@app/workflow';
import { Inject, Injectable } from '@nestjs/common';
import type {
  EntryAnswer,
  EntryReturnAnswer,
  LeftTextAnswer,
  RevisionAnswer,
  RevisionItemAnswer,
} from './entries.answers.dto';
import type { Contribution } from './entry-content.rules';
import { EntryMoves } from './entry-moves';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { EntryRenewals } from './entry-renewals';
import { EntryReturns } from './entry-returns';
import { ENTRY_WORKFLOW, WRITABLE_STATES } from './entry.workflow';
import { namesWithin } from './entry-timeline.queries';
import { PaperService } from './paper.service';
import { EvidenceRows, type FrozenEvidence } from './evidence-rows';

interface Surroundings {
  round_code: string;
  round_name: string;
  round_state: string;
  /** The round's newest version: its window holds for drafts, whatever version they keep. */
  rules_in_force: number;
  unit_name: string;
  holder_unit_name: string | null;
  holder_since: Date;
  field_code: FieldCode;
  subject_type: SubjectType;
  content_left: LeftTextAnswer[];
  submitted_at: Date | null;
  final_score: string | null;
  band: string | null;
  renews: { entryId: string; title: string; roundName: string; year: number } | null;
  has_model: boolean;
}

interface RevisionRow {
  no: number;
  title: string;
  subject_name: string;
  content: Record<string, FormValue>;
  contributions: Contribution[];
  self_scores: Record<string, string>;
  evidence: FrozenEvidence[];
  content_hash: string;
  submitted_at: Date;
  submitted_by: string | null;
}

/** One entry for one reader: writers see the draft, everybody else the last submitted revision. */
@Injectable()
export class EntryDetailQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
    private readonly records: EntryRecords,
    private readonly evidence: EvidenceRows,
    private readonly paper: PaperService,
    private readonly renewals: EntryRenewals,
    private readonly moves: EntryMoves,
    private readonly entryReturns: EntryReturns,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @throws AppError NOT_FOUND */
  async detail(id: string): Promise<EntryAnswer> {
    const entry = await this.records.visible(id);
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    const around = await this.around(id);
    const isDraft = this.can('readDraft', entry);
    const frozen = isDraft ? undefined : await this.revisionRow(id, entry.revisionNo);
    const shown = frozen
      ? {
          title: frozen.title,
          subjectName: frozen.subject_name,
          content: frozen.content,
          contributions: frozen.contributions,
          selfScores: frozen.self_scores,
        }
      : entry;
    const files = frozen ? frozen.evidence : await this.evidence.frozen(id);
    const quota = rules.evidence ?? EVIDENCE_QUOTA;
    const category = categoryOf(rules, entry.categoryCode);
    const rubric = rubricOf(rules, entry.categoryCode);
    if (!category || !rubric) throw new Error(`entry ${id}: its rules lack the category ${entry.categoryCode}`);
    return {
      id,
      roundId: entry.roundId,
      roundCode: around.round_code,
      roundName: around.round_name,
      unitId: entry.unitId,
      unitName: around.unit_name,
      title: shown.title,
      subjectName: shown.subjectName,
      fieldCode: around.field_code,
      subjectType: around.subject_type,
      state: entry.state,
      carriedOn: entry.renewalNo > 0,
      renewalNo: entry.renewalNo,
      renews: around.renews,
      model: around.has_model ? await this.renewals.history(entry) : [],
      stageCode: entry.stageCode,
      stageName: stageOf(rules, entry.stageCode)?.name ?? null,
      holderUnitName: around.holder_unit_name,
      holderSince: around.holder_since.toISOString(),
      deadline: entry.deadline?.toISOString() ?? null,
      submitBy:
        entry.state === 'DRAFT'
          ? (await this.rounds.rules(entry.roundId, around.rules_in_force)).registration.closesAt
          : entry.state === 'RETURNED'
            ? (entry.deadline?.toISOString() ?? null)
            : null,
      receiptNo: entry.receiptNo,
      revisionNo: entry.revisionNo,
      submittedAt: around.submitted_at?.toISOString() ?? null,
      returnCount: this.records.seesPast(entry) ? entry.returnCount : 0,
      finalScore: around.final_score,
      band: rubric.bands.find((band) => band.code === around.band)?.name ?? around.band,
      rulesVersion: entry.rulesVersion,
      version: entry.version,
      updatedAt: entry.updatedAt.toISOString(),
      isDraft,
      content: shown.content,
      contributions: shown.contributions,
      selfScores: shown.selfScores,
      selfTotal: totalOf(rubric, shown.selfScores).total,
      evidence: await this.evidence.answers(id, files),
      returns: isDraft || this.mayKnowReturns(entry) ? await this.returns(entry, rules) : [],
      channel: entry.channel,
      paper: await this.paper.of(entry),
      form: rules.form,
      unitKind: entry.unitKind,
      contentLeft: isDraft ? around.content_left : [],
      category,
      rubric,
      contributionKinds: rules.contributionKinds,
      maxFiles: quota.maxFiles,
      maxFileBytes: this.env.uploadMaxBytes,
      maxEvidenceBytes: quota.maxMb * 1024 * 1024,
      can: await this.actions(entry),
    };
  }

  /** What the reader may do to the entry now. */
  async actions(entry: EntryRecord): Promise<string[]> {
    let actions: string[] = this.workflows.can(ENTRY_WORKFLOW, entry, entryAccess(entry));
    // Not at the first appraisal of this entry, whose level depends on the units above it.
    if (actions.includes('stepBack') && !(await this.moves.stageBelow(entry)))
      actions = actions.filter((action) => action !== 'stepBack');
    if (WRITABLE_STATES.includes(entry.state) && this.can('write', entry)) actions.unshift('write');
    if (entry.state === 'APPRAISING' && this.can('appraise', entry)) actions.unshift('appraise');
    return actions;
  }

  /** All returns, newest first, for those who may know them. */
  async returns(entry: EntryRecord, rules: RoundRules): Promise<EntryReturnAnswer[]> {
    return this.entryReturns.list(entry, rules);
  }

  /** Newest first; judges and councils get the one in force. @throws AppError NOT_FOUND */
  async revisions(id: string): Promise<RevisionItemAnswer[]> {
    const entry = await this.records.visible(id);
    const named = this.mayKnowWriters(entry);
    const rows = await this.db.query<RevisionRow>(
      `SELECT v.no, v.submitted_at, v.content_hash, a.full_name AS submitted_by FROM entry_revision v LEFT JOIN account a ON a.id = v.submitted_by
       WHERE v.entry_id = $1 AND ($2 OR v.no = $3) ORDER BY v.no DESC`,
      [id, this.records.seesPast(entry), entry.revisionNo],
    );
    return rows.map((row) => revisionItem(row, named));
  }

  /** @throws AppError NOT_FOUND */
  async revision(id: string, no: number): Promise<RevisionAnswer> {
    const entry = await this.records.visible(id);
    const known = no === entry.revisionNo || this.records.seesPast(entry);
    const row = known && Number.isInteger(no) && no > 0 && no < 1_000_000 ? await this.revisionRow(id, no) : undefined;
    if (!row) throw new AppError('NOT_FOUND');
    return {
      ...revisionItem(row, this.mayKnowWriters(entry)),
      title: row.title,
      subjectName: row.subject_name,
      content: row.content,
      contributions: row.contributions,
      selfScores: row.self_scores,
      evidence: await this.evidence.answers(id, row.evidence),
    };
  }

  private can(action: string, entry: EntryRecord): boolean {
    return this.abilities.of(this.actors.get()).can(action, 'Entry', entryAccess(entry));
  }

  private mayKnowWriters(entry: EntryRecord): boolean {
    return namesWithin(this.actors.get()).some((path) => liesWithin(entry.unitPath, path));
  }

  /** Judges and councils see the entry, not what the levels below found in it. */
  mayKnowReturns(entry: EntryRecord): boolean {
    return grantsOf(this.actors.get(), 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR').some((grant) =>
      liesWithin(entry.unitPath, grant.unitPath),
    );
  }

  private async around(id: string): Promise<Surroundings> {
    const row = await this.db.oneByKey<Surroundings>(
      `SELECT r.code AS round_code, r.name AS round_name, r.state AS round_state, r.rules_version AS rules_in_force, u.label AS unit_name,
         h.name AS holder_unit_name, e.holder_since, e.field_code, e.subject_type, e.submitted_at, e.final_score::text, e.band, e.content_left,
         (SELECT jsonb_build_object('entryId', b.id, 'title', b.title, 'roundName', br.name, 'year', br.year)
          FROM entry b JOIN round br ON br.id = b.round_id WHERE b.id = e.renews_entry_id) AS renews,
         e.renewal_no > 0 OR EXISTS (SELECT 1 FROM entry n WHERE n.origin_entry_id = e.id AND n.state = 'RECOGNISED') AS has_model
       FROM entry e JOIN round r ON r.id = e.round_id JOIN unit u ON u.id = e.unit_id LEFT JOIN unit h ON h.id = e.holder_unit_id WHERE e.id = $1`,
      [id],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }

  private revisionRow(id: string, no: number): Promise<RevisionRow | undefined> {
    return this.db.oneByKey<RevisionRow>(
      `SELECT v.no, v.title, v.subject_name, v.content, v.contributions, v.self_scores, v.evidence, v.content_hash, v.submitted_at, a.full_name AS submitted_by
       FROM entry_revision v LEFT JOIN account a ON a.id = v.submitted_by WHERE v.entry_id = $1 AND v.no = $2`,
      [id, no],
    );
  }
}

function revisionItem(row: RevisionRow, named: boolean) {
  return {
    no: row.no,
    submittedAt: row.submitted_at.toISOString(),
    submittedBy: named ? row.submitted_by : null,
    contentHash: row.content_hash,
  } satisfies RevisionItemAnswer;
}
