import { Injectable } from '@nestjs/common';
import { type Authority, type Paper, recognitionDecision, renderPaperDocx, writeXlsx } from '@app/documents';
import { AppError, Clock } from '@app/platform';
import { FIELD_CODES, type FieldCode } from '@app/programmes';
import { DecisionQueries, type DecisionRecord } from './decisions.queries';
import { numberText } from './number.rules';

const FIELD_NAMES: Record<FieldCode, string> = {
  KINH_TE: 'Kinh tế',
  VAN_HOA_XA_HOI: 'Văn hoá - xã hội',
  QUOC_PHONG_AN_NINH: 'Quốc phòng - an ninh',
  HE_THONG_CHINH_TRI: 'Xây dựng hệ thống chính trị',
};
const SUBJECT_NAMES = { COLLECTIVE: 'Tập thể', INDIVIDUAL: 'Cá nhân', HOUSEHOLD: 'Hộ gia đình' } as const;

/** The decision as Word and its annex as Excel, both made from the same rows. */
@Injectable()
export class DecisionPapers {
  constructor(
    private readonly queries: DecisionQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async docx(id: string): Promise<{ name: string; bytes: Buffer }> {
    const decision = await this.queries.record(id);
    return { name: fileName(decision, 'docx'), bytes: await renderPaperDocx(await this.paper(decision)) };
  }

  /** @throws AppError NOT_FOUND */
  async annexXlsx(id: string): Promise<{ name: string; bytes: Buffer }> {
    const decision = await this.queries.record(id);
    const { awards } = await this.queries.awards(decision);
    const bytes = await writeXlsx({
      title: 'Danh sách kèm theo Quyết định',
      note: decision.numberText
        ? `Quyết định số ${decision.numberText} ngày ${decision.decidedOn?.split('-').toReversed().join('/') ?? ''}`
        : `Dự thảo: ${decision.title}`,
      columns: [
        { title: 'TT', width: 6, type: 'number' },
        { title: 'Tên mô hình, điển hình', width: 44 },
        { title: 'Tập thể, cá nhân, hộ gia đình', width: 32 },
        { title: 'Đối tượng', width: 14 },
        { title: 'Đơn vị', width: 32 },
        { title: 'Lĩnh vực', width: 22 },
        { title: 'Điểm', width: 10, type: 'number' },
        { title: 'Hạng', width: 8, type: 'number' },
        { title: 'Hình thức khen', width: 32 },
        { title: 'Hệ số', width: 8, type: 'number' },
        { title: 'Mức thưởng (đồng)', width: 18, type: 'number' },
        { title: 'Số vào sổ', width: 22 },
      ],
      rows: awards.map((award) => [
        award.position,
        award.title,
        award.recipientName,
        SUBJECT_NAMES[award.subjectType],
        award.unitName,
        fieldName(award.fieldCode),
        award.score,
        award.rank,
        award.awardFormName,
        award.coefficient,
        award.amount,
        award.certificateNumber,
      ]),
    });
    return { name: fileName(decision, 'xlsx'), bytes };
  }

  private async paper(decision: DecisionRecord): Promise<Paper> {
    const { awards } = await this.queries.awards(decision);
    if (awards.length === 0) throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'print', state: decision.state });
    const date = decision.decidedOn ?? this.clock.today();
    const [type = '', organ = ''] = decision.typeSymbol.split(/[-/](.*)/s);
    const paper = recognitionDecision({
      issuer: { family: decision.family, name: decision.issuerName },
      number: { number: decision.number ?? 1, year: Number(date.slice(0, 4)), type, organ },
      place: placeOf(decision.unitName),
      date,
      decider: decision.issuerName,
      occasion: `“Dân vận khéo” năm ${decision.roundYear}`,
      summary: decision.title,
      legalBases: decision.legalBases,
      executors: 'Thủ trưởng các cơ quan, đơn vị có liên quan',
      signature: {
        authority: authorityOf(decision.signerAuthority),
        onBehalfOf: onBehalfOf(decision),
        title: decision.signerTitle ?? '',
        name: decision.signerName ?? '',
      },
      recipients: ['Các đơn vị có liên quan'],
      rows: awards.map((award) => ({
        title: award.title,
        unit: award.unitName,
        field: fieldName(award.fieldCode),
        score: award.score,
        subject: award.subjectType,
        awardForm: award.awardFormName,
        money: award.amount,
      })),
    });
    return decision.number === null
      ? withoutNumber(paper, numberText(decision.family, 1, decision.typeSymbol, date))
      : paper;
  }
}

/** A draft has no number yet: an empty place stands where it will be. */
function withoutNumber(paper: Paper, made: string): Paper {
  const blank = (text: string) => text.replace(made, made.replace(/^01/, '……'));
  return {
    ...paper,
    number: paper.number && blank(paper.number),
    annexes: paper.annexes.map((annex) => ({ ...annex, note: blank(annex.note) })),
  };
}

/** 'Tỉnh Hậu Giang' → 'Hậu Giang', as it stands before the date. */
export function placeOf(unitName: string): string {
  return unitName.replace(/^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn) /, '');
}

/** The authority of a signature as papers know it; null for a signer in their own name. */
export function authorityOf(text: string): Authority | null {
  return text === 'TM' || text === 'KT' || text === 'TL' || text === 'TUQ' || text === 'Q' ? text : null;
}

/** Whom the signer stands for: the body itself (TM), its chair (KT, TUQ, TL). */
export function onBehalfOf(decision: {
  signerAuthority: string;
  issuerName: string;
  family: 'STATE' | 'PARTY';
}): string | null {
  if (decision.signerAuthority === 'TM') return decision.issuerName;
  if (decision.signerAuthority === '' || decision.signerAuthority === 'Q') return null;
  return decision.family === 'STATE' ? 'Chủ tịch' : 'Bí thư';
}

const fieldName = (code: string): string => FIELD_NAMES[FIELD_CODES.find((known) => known === code) ?? 'KINH_TE'];

const fileName = (decision: DecisionRecord, ending: string): string =>
  `quyet-dinh-${(decision.numberText ?? 'du-thao').replace(/[^0-9]+/g, '-').replace(/^-|-$/g, '') || 'du-thao'}.${ending}`;
