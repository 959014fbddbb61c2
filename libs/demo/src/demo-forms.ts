import { type FormField, READY_FIELDS } from '@app/forms';
import { RoundsService, rulesFromTemplate } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { DemoActors } from './demo-actors';

const CODES = [
  'LY_DO',
  'MUC_TIEU',
  'NOI_DUNG',
  'LOAI_DANG_KY',
  'DIA_DIEM',
  'LUC_LUONG',
  'KINH_PHI',
  'NGUON_LUC',
  'TIEN_DO',
  'KET_QUA_DAT_DUOC',
  'TRUOC_SAU',
  'DUY_TRI_NHAN_RONG',
  'NGUOI_LIEN_HE',
  'DIEN_THOAI',
  'NAM_SINH',
];
/** What the board has set beside the ready fields: a question only for models that go on, one only for persons. */
const OVER: Readonly<Record<string, Partial<FormField>>> = {
  KINH_PHI: { showIf: { not: { field: 'LOAI_DANG_KY', is: 'EQUALS', value: 'MOI' } } },
  NGUON_LUC: {
    showIf: {
      all: [
        { field: 'KINH_PHI', is: 'FILLED' },
        { field: 'KINH_PHI', is: 'AT_LEAST', value: '10000000' },
      ],
    },
  },
};

/** Next year's round, still being prepared: a form of the board's own, with tables, conditions and fields of one category. */
@Injectable()
export class DemoForms {
  constructor(
    private readonly actors: DemoActors,
    private readonly rounds: RoundsService,
  ) {}

  async run(unitId: string, year: number): Promise<void> {
    const window = { opensAt: `${year}-01-15T00:00:00+07:00`, closesAt: `${year}-06-30T17:00:00+07:00` };
    await this.actors.as('bantochuc', async () => {
      const { id } = await this.rounds.create({
        unitId,
        programmeName: 'Phong trào thi đua “Dân vận khéo”',
        code: `HG-${year}`,
        name: `Xét, công nhận điển hình “Dân vận khéo” tỉnh Hậu Giang năm ${year}`,
        template: 'THREE_LEVEL_2024',
        year,
        ...window,
      });
      const rules = rulesFromTemplate('THREE_LEVEL_2024', window);
      const persons = rules.categories
        .filter(({ subjectType }) => subjectType === 'INDIVIDUAL')
        .map(({ code }) => code);
      rules.form = CODES.flatMap((code) => {
        const found = READY_FIELDS.find(({ field }) => field.code === code)?.field;
        return found ? [{ ...found, ...OVER[code], ...(code === 'NAM_SINH' ? { categories: persons } : {}) }] : [];
      });
      await this.rounds.saveRules(id, { version: 1, rules });
    });
  }
}
