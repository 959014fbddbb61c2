import { type FormContent, type FormField, type FormValue, namedUnits } from '@app/forms';
import { AppError, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** Units that the content of an entry names: they must exist in the round; their names are written beside their ids. */
@Injectable()
export class FormUnits {
  constructor(private readonly db: Database) {}

  /**
   * The content with the names of its units as they are today. Asks the database only when a unit is named.
   * @throws AppError VALIDATION_FAILED with UNIT_UNKNOWN or UNIT_NOT_IN_ROUND at the field
   */
  async named(
    form: readonly FormField[],
    content: FormContent,
    roundId: string,
  ): Promise<Readonly<Record<string, FormValue>>> {
    const named = namedUnits(form, content);
    if (named.length === 0) return content;
    const rows = await this.db.query<{ id: string; label: string; within: boolean }>(
      `SELECT u.id, u.label, u.path <@ h.path AS within FROM unit u, round r JOIN unit h ON h.id = r.unit_id
       WHERE u.id = ANY($1::uuid[]) AND r.id = $2`,
      [named.map(({ unit }) => unit), roundId],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const errors = named.flatMap(({ code, unit }) => {
      const row = byId.get(unit);
      return row?.within
        ? []
        : [{ field: `content.${code}`, code: row ? ('UNIT_NOT_IN_ROUND' as const) : ('UNIT_UNKNOWN' as const) }];
    });
    if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
    return {
      ...content,
      ...Object.fromEntries(named.map(({ code, unit }) => [code, { unit, text: byId.get(unit)?.label ?? '' }])),
    };
  }
}
