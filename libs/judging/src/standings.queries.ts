import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AppError, compare, Database, div, fraction, requestContext, sub, toDecimal } from '@app/platform';
import { categoryOf, type Category, type RoundRecord, RoundQueries, type StageRule } from '@app/programmes';
import { flattenCriteria, type Rubric } from '@app/rubrics';
import { type XlsxTable, writeXlsx } from '@app/documents';
import type { StandingAccess } from './judging.columns';
import { explainRank, methodText, type StandingWords } from './standing-text.rules';
import type { StandingGapAnswer, StandingRowAnswer, StandingsAnswer } from './standing.dto';
import { findCriterion, type StandingLine, type StandingTrace } from './standing.rules';
import { rankInDatabase } from './standing.sql';

/** A category at its scoring stage, with everything that its standing depends on. */
export interface StandingContext {
  round: RoundRecord;
  stage: StageRule & { scoring: NonNullable<StageRule['scoring']> };
  category: Category;
  rubric: Rubric;
  /** The latest snapshot, when nothing of the category is being scored any more. */
  snapshot: { id: string; comment: string; finalised_by: string; finalised_at: Date } | undefined;
  access: StandingAccess;
}

interface Names {
  entries: Map<string, { title: string; unitName: string }>;
  judges: Map<string, string>;
}

/** Standings by category: live for the board while marks come in, the snapshot once it is final. */
@Injectable()
export class StandingQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
  ) {}

  /** @throws AppError NOT_FOUND for a round or category that is not there, or a standing that the actor may not see yet */
  async category(roundId: string, code: string): Promise<StandingsAnswer> {
    const context = await this.context(roundId, code);
    const ability = this.abilities.of(this.actors.get());
    if (!ability.can('read', 'Standing', context.access)) throw new AppError('NOT_FOUND');
    const lines = context.snapshot ? await this.snapshotLines(context.snapshot.id) : await this.liveLines(context);
    const names = await this.names(lines);
    const words = standingWords(context);
    const missing = context.snapshot ? [] : await this.gaps(context, lines, names);
    const mayFinalise = !context.snapshot && lines.length > 0 && ability.can('finalise', 'Standing', context.access);
    return {
      roundId,
      stageCode: context.stage.code,
      category: code,
      categoryName: context.category.name,
      finalised: context.snapshot !== undefined,
      finalisedAt: context.snapshot?.finalised_at.toISOString() ?? null,
      finalisedBy: context.snapshot?.finalised_by ?? null,
      comment: context.snapshot?.comment ?? '',
      minMarks: context.stage.scoring.minMarks,
      digits: context.stage.scoring.digits,
      method: methodText(words, requestContext().locale),
      rows: lines.map((line) => row(line, context, words, names)),
      missing,
      can: mayFinalise ? ['finalise'] : [],
    };
  }

  /** Standings of one category or of all categories that the actor may see, as a workbook. */
  async xlsx(roundId: string, code?: string): Promise<Buffer> {
    const round = await this.rounds.visible(roundId);
    const codes = code ? [code] : await this.categoriesScored(roundId);
    const shown: StandingsAnswer[] = [];
    for (const one of codes)
      try {
        shown.push(await this.category(roundId, one));
      } catch (error) {
        if (code || !(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
      }
    if (shown.length === 0) throw new AppError('NOT_FOUND');
    const table: XlsxTable = {
      title: `Bảng tổng hợp điểm – ${round.name}`,
      note: shown[0]?.method ?? null,
      columns: [
        { title: 'Nhóm', width: 28 },
        { title: 'Hạng', width: 8, type: 'number' },
        { title: 'Tên mô hình, điển hình', width: 44 },
        { title: 'Đơn vị', width: 32 },
        { title: 'Điểm', width: 10, type: 'number' },
        { title: 'Xếp loại', width: 14 },
        { title: 'Số phiếu', width: 10, type: 'number' },
        { title: 'Cao nhất − thấp nhất', width: 14, type: 'number' },
        { title: 'Giải thích', width: 70 },
      ],
      rows: shown.flatMap((standing) =>
        standing.rows.map((one) => [
          standing.categoryName,
          one.rank,
          one.title,
          one.unitName,
          one.score,
          one.bandName,
          one.sheets.length,
          one.spread,
          one.explanation,
        ]),
      ),
    };
    return writeXlsx(table);
  }

  /** @throws AppError NOT_FOUND */
  async context(roundId: string, code: string): Promise<StandingContext> {
    const round = await this.rounds.visible(roundId);
    const category = categoryOf(round.rules, code);
    const stage = round.rules.chain.find(({ kind }) => kind === 'SCORING');
    const rubric = round.rules.rubrics.find((one) => one.code === category?.rubric);
    if (!category || !stage?.scoring || !rubric) throw new AppError('NOT_FOUND');
    const state = await this.db.one<{ live: boolean; judges: string[] }>(
      `SELECT EXISTS (SELECT FROM entry e WHERE e.round_id = $1 AND e.category_code = $2 AND e.stage_code = $3 AND e.state = 'SCORING') AS live,
         ARRAY(SELECT s.judge_id FROM scoresheet s JOIN entry e ON e.id = s.entry_id
               WHERE s.judge_id = $4 AND s.stage_code = $3 AND s.state <> 'VOID'
                 AND e.round_id = $1 AND e.category_code = $2 AND e.state = 'SCORING' LIMIT 1) AS judges`,
      [roundId, code, stage.code, this.actors.get().accountId],
    );
    const snapshot = state?.live
      ? undefined
      : await this.db.one<NonNullable<StandingContext['snapshot']>>(
          `SELECT t.id, t.comment, a.full_name AS finalised_by, t.finalised_at FROM standing t JOIN account a ON a.id = t.finalised_by
           WHERE t.round_id = $1 AND t.stage_code = $2 AND t.category_code = $3 ORDER BY t.no DESC LIMIT 1`,
          [roundId, stage.code, code],
        );
    return {
      round,
      category,
      rubric,
      snapshot,
      stage: { ...stage, scoring: stage.scoring },
      access: { roundId, hostPath: round.unitPath, finalised: snapshot !== undefined, judgeIds: state?.judges ?? [] },
    };
  }

  /** The standing as the signed sheets give it now. */
  async liveLines(context: StandingContext): Promise<StandingLine[]> {
    return rankInDatabase(
      this.db,
      { roundId: context.round.id, categoryCode: context.category.code, stageCode: context.stage.code },
      {
        rubric: context.rubric,
        ...context.stage.scoring,
      },
    );
  }

  /** Entries that keep the standing from being final: open sheets, or fewer sheets than the rules ask for. */
  async gaps(context: StandingContext, lines: readonly StandingLine[], names?: Names): Promise<StandingGapAnswer[]> {
    const known = names ?? (await this.names(lines));
    const open = await this.db.query<{ entry_id: string; judges: string[] }>(
      `SELECT s.entry_id, array_agg(a.full_name ORDER BY a.full_name) AS judges FROM scoresheet s JOIN account a ON a.id = s.judge_id
       WHERE s.entry_id = ANY($1::uuid[]) AND s.stage_code = $2 AND s.state IN ('OPEN','REOPENED') GROUP BY s.entry_id`,
      [lines.map(({ entryId }) => entryId), context.stage.code],
    );
    const openBy = new Map(open.map((one) => [one.entry_id, one.judges]));
    const needed = Math.max(context.stage.scoring.minMarks, 1);
    return lines.flatMap((line): StandingGapAnswer[] => {
      const judges = openBy.get(line.entryId) ?? [];
      const signed = line.trace.sheets.length;
      if (judges.length === 0 && signed >= needed) return [];
      const reason = judges.length > 0 ? 'SHEETS_NOT_SIGNED' : 'NOT_ENOUGH_MARKS';
      return [
        { entryId: line.entryId, title: known.entries.get(line.entryId)?.title ?? '', reason, signed, needed, judges },
      ];
    });
  }

  private async snapshotLines(standingId: string): Promise<StandingLine[]> {
    const rows = await this.db.query<{
      entry_id: string;
      rank: number | null;
      score: string | null;
      band: string | null;
      tie_break: string | null;
      trace: StandingTrace & { reason: StandingLine['reason']; score: string | null };
    }>(
      `SELECT entry_id, rank, score::text, band, tie_break, trace FROM standing_row WHERE standing_id = $1 ORDER BY rank NULLS LAST, entry_id`,
      [standingId],
    );
    return rows.map((one) => {
      const { reason, score, ...trace } = one.trace;
      return { entryId: one.entry_id, reason, rank: one.rank, score, band: one.band, tieBreak: one.tie_break, trace };
    });
  }

  private async categoriesScored(roundId: string): Promise<string[]> {
    const rows = await this.db.query<{ code: string }>(
      `SELECT category_code AS code FROM entry WHERE round_id = $1 AND state = 'SCORING' UNION SELECT category_code FROM standing WHERE round_id = $1 ORDER BY code`,
      [roundId],
    );
    return rows.map(({ code }) => code);
  }

  private async names(lines: readonly StandingLine[]): Promise<Names> {
    const entries = await this.db.query<{ id: string; title: string; unitName: string }>(
      `SELECT e.id, e.title, u.label AS "unitName" FROM entry e JOIN unit u ON u.id = e.unit_id WHERE e.id = ANY($1::uuid[])`,
      [lines.map(({ entryId }) => entryId)],
    );
    const judges = await this.db.query<{ id: string; name: string }>(
      'SELECT id, full_name AS name FROM account WHERE id = ANY($1::uuid[])',
      [[...new Set(lines.flatMap(({ trace }) => trace.sheets.map(({ judgeId }) => judgeId)))]],
    );
    return {
      entries: new Map(entries.map((one) => [one.id, one])),
      judges: new Map(judges.map(({ id, name }) => [id, name])),
    };
  }
}

function standingWords({ stage, rubric }: StandingContext): StandingWords {
  const codes = [...new Set([...stage.scoring.tieBreak, ...flattenCriteria(rubric).map(({ code }) => code)])];
  return {
    criterionNames: Object.fromEntries(codes.map((code) => [code, findCriterion(rubric.criteria, code)?.name ?? code])),
    minMarks: stage.scoring.minMarks,
    digits: stage.scoring.digits,
    tieBreak: stage.scoring.tieBreak.filter((code) => findCriterion(rubric.criteria, code)),
  };
}

function row(line: StandingLine, { rubric }: StandingContext, words: StandingWords, names: Names): StandingRowAnswer {
  const totals = line.trace.sheets.map(({ total }) => fraction(total)).sort(compare);
  const [lowest, highest] = [totals[0], totals.at(-1)];
  const count = fraction(Math.max(line.trace.sheets.length, 1));
  return {
    entryId: line.entryId,
    title: names.entries.get(line.entryId)?.title ?? '',
    unitName: names.entries.get(line.entryId)?.unitName ?? '',
    rank: line.rank,
    score: line.score,
    band: line.band,
    bandName: rubric.bands.find(({ code }) => code === line.band)?.name ?? null,
    reason: line.reason,
    tieBreak: line.tieBreak,
    explanation: explainRank(line, words, requestContext().locale),
    spread: lowest && highest ? toDecimal(sub(highest, lowest), 2) : null,
    sheets: line.trace.sheets.map((sheet) => ({ ...sheet, judgeName: names.judges.get(sheet.judgeId) ?? '' })),
    criteria: line.trace.criteria.map(({ code, sum }) => ({
      code,
      name: words.criterionNames[code] ?? code,
      mean: toDecimal(div(fraction(sum), count), 2),
    })),
  };
}
