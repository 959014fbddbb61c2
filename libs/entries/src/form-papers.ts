import { visibleFields } from '@app/forms';
import { Clock, AppError } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { flattenCriteria } from '@app/rubrics';
import { formatNumber, renderPaperDocx, renderPaperPdf } from '@app/documents';
import { Injectable } from '@nestjs/common';
import { originText } from './entry-renewal.rules';
import { EntryDetailQueries } from './entry-detail.queries';
import { formPaper, type FormPaperInput, type FormPaperKind } from './form-paper.rules';

export type PaperFormat = 'docx' | 'pdf';
const MEDIA_TYPES: Record<PaperFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};
const FILE_NAMES: Record<FormPaperKind, string> = { registration: 'phieu-dang-ky', report: 'bao-cao-thanh-tich' };
const QUALIFIERS: Readonly<Record<string, string>> = { EXACT: '', OVER: 'trên ', ABOUT: 'khoảng ' };

export interface PaperFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** The form of a round on paper: filled by an entry, or blank to be written on. */
@Injectable()
export class FormPapers {
  constructor(
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly details: EntryDetailQueries,
  ) {}

  /** As the reader sees the entry: its writers the draft, others the last submitted revision. @throws AppError NOT_FOUND */
  async ofEntry(id: string, kind: FormPaperKind, format: PaperFormat): Promise<PaperFile> {
    const entry = await this.details.detail(id);
    const context = { category: entry.category.code, unitKind: entry.unitKind };
    const kindOf = (code: string) => entry.contributionKinds.find((each) => each.code === code);
    const criteria = flattenCriteria(entry.rubric);
    return this.render(`${FILE_NAMES[kind]}-${entry.receiptNo ?? entry.roundCode}`, format, {
      kind,
      ...this.head(entry.unitName),
      roundName: entry.roundName,
      categoryName: `${entry.category.name} (${originText(entry.renewalNo)})`,
      form: visibleFields(entry.form, context, entry.content),
      wholeForm: entry.form,
      entry: {
        title: entry.title,
        subjectName: entry.subjectName,
        unitName: entry.unitName,
        content: entry.content,
        figures: entry.contributions.map(({ kind: code, qualifier, amount, note }) => ({
          name: kindOf(code)?.name ?? code,
          text:
            amount === ''
              ? ''
              : `${QUALIFIERS[qualifier] ?? ''}${formatNumber(amount)} ${kindOf(code)?.unit ?? ''}${note ? ` (${note})` : ''}`,
        })),
        scores: criteria.map(({ code, name, max }) => ({ name, max, points: entry.selfScores[code] ?? '' })),
        files: entry.evidence.map(({ caption, name }) => caption || name),
        receiptNo: entry.receiptNo,
        isDraft: entry.isDraft && entry.receiptNo === null,
      },
      figures: [],
      criteria: [],
    });
  }

  /** The blank form of a category: the round's form with its sections, help and empty tables. @throws AppError NOT_FOUND, CATEGORY_UNKNOWN */
  async blank(roundId: string, categoryCode: string, kind: FormPaperKind, format: PaperFormat): Promise<PaperFile> {
    const round = await this.rounds.visible(roundId);
    const category = round.rules.categories.find(({ code }) => code === categoryCode);
    const rubric = round.rules.rubrics.find(({ code }) => code === category?.rubric);
    if (!category || !rubric)
      throw new AppError('CATEGORY_UNKNOWN', {}, [{ field: 'category', code: 'CATEGORY_UNKNOWN' }]);
    // A blank form goes to units of all kinds: nobody's fields are left out.
    const form = round.rules.form.filter((field) => field.categories?.includes(category.code) ?? true);
    return this.render(`${FILE_NAMES[kind]}-${round.code}-${category.code.toLowerCase()}`, format, {
      kind,
      ...this.head('.'.repeat(24)),
      roundName: round.name,
      categoryName: category.name,
      form,
      wholeForm: round.rules.form,
      figures: round.rules.contributionKinds,
      criteria: flattenCriteria(rubric),
    });
  }

  private head(issuer: string): Pick<FormPaperInput, 'issuer' | 'place' | 'date'> {
    return { issuer: { family: 'STATE', parent: null, name: issuer }, place: '…………', date: this.clock.today() };
  }

  private async render(name: string, format: PaperFormat, input: FormPaperInput): Promise<PaperFile> {
    const paper = formPaper(input);
    const bytes = format === 'pdf' ? await renderPaperPdf(paper) : await renderPaperDocx(paper);
    return { name: `${name}.${format}`, mediaType: MEDIA_TYPES[format], bytes };
  }
}
