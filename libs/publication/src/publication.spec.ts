import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { abilityOf, type Actor, type Role, ROLES } from '@app/access';
import { rulesFromTemplate } from '@app/programmes';
import { checkWorkflow, diagram } from '@app/workflow';
import { type AwardedEntry, publicModel, slugOf, withheld } from './public-model.rules';
import { publicationPolicy } from './publication.policy';
import { PUBLICATION_STATES, PUBLICATION_WORKFLOW } from './publication.workflow';

const rules = rulesFromTemplate('THREE_LEVEL_2024', {
  opensAt: '2024-01-01T00:00:00Z',
  closesAt: '2025-01-01T00:00:00Z',
});
const entry = (over: Partial<AwardedEntry> = {}): AwardedEntry => ({
  recognisedYears: [2025],
  awardId: '01998c5e-0000-7000-8000-0000abcd1234',
  entryId: 'e',
  title: 'Thắp sáng đường quê',
  recipientName: 'Chi bộ Ấp Một',
  unitName: 'Ấp Một',
  above: ['Xã Hoà An', 'Tỉnh Hậu Giang'],
  provinceName: 'Tỉnh Hậu Giang',
  year: 2024,
  roundName: 'Đợt',
  fieldCode: 'KINH_TE',
  subjectType: 'COLLECTIVE',
  awardFormCode: 'BANG_KHEN_TINH',
  awardFormName: 'Bằng khen',
  decisionNumber: '06/2026/QĐ-UBND',
  decidedOn: '2026-02-05',
  content: { LY_DO: 'Đường tối', LUC_LUONG: 'Danh sách đảng viên', KET_QUA: ' ' },
  contributions: [{ kind: 'DAT', qualifier: 'OVER', amount: '1500' }],
  evidence: [
    { fileId: 'a', caption: 'Có đồng ý', consent: true, mediaType: 'image/jpeg' },
    { fileId: 'b', caption: 'Không', consent: false, mediaType: 'image/jpeg' },
    { fileId: 'c', caption: 'Văn bản', consent: true, mediaType: 'application/pdf' },
  ],
  ...over,
});

describe('what becomes public', () => {
  it('is the public fields that are filled, and photos of people who agreed', () => {
    const model = publicModel(rules, entry());
    expect(model.sections).toEqual([{ title: 'Lý do chọn mô hình', text: 'Đường tối' }]);
    expect(model.photos).toEqual([{ fileId: 'a', caption: 'Có đồng ý' }]);
    expect(model.contributions).toEqual([{ name: 'Đất hiến', qualifier: 'OVER', amount: '1500', unit: 'm²' }]);
    expect([model.place, model.level]).toEqual(['Xã Hoà An, Tỉnh Hậu Giang', 'PROVINCE']);
    expect(JSON.stringify(model)).not.toContain('đảng viên');
  });

  it('leaves the rest inside, and the preview says so', () => {
    expect(withheld(rules, [entry()])).toEqual({ fields: ['Lực lượng tham gia'], photos: 1 });
  });

  it('has an address in plain letters that two models of one name do not share', () => {
    expect(slugOf('Thắp sáng đường quê “Đèn & Cờ”!', '01998c5e-0000-7000-8000-0000abcd1234')).toBe(
      'thap-sang-duong-que-den-co-abcd1234',
    );
    expect(slugOf('“…”', '01998c5e-0000-7000-8000-0000abcd1234')).toBe('mo-hinh-abcd1234');
  });
});

describe('the workflow of a publication', () => {
  it('has no dead end and no state that cannot be reached', () => {
    expect(checkWorkflow(PUBLICATION_WORKFLOW)).toEqual([]);
  });

  it('is drawn in the README as it is', () => {
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(PUBLICATION_WORKFLOW));
  });

  const matrix = PUBLICATION_WORKFLOW.transitions.flatMap(({ action, roles }) =>
    PUBLICATION_STATES.flatMap((state) => ROLES.map((role) => [action, state, role, roles.includes(role)] as const)),
  );
  it.each(matrix)('%s in state %s by %s: in the table %s', (action, _state, role: Role, allowed) => {
    const actor: Actor = {
      accountId: 'me',
      fullName: '',
      unitId: 'u',
      unitPath: '1',
      mustChangePassword: false,
      locale: 'vi',
      grants: [{ role, unitId: 'u', unitPath: '1', roundId: null }],
    };
    expect(abilityOf(actor, [publicationPolicy]).can(action, 'Publication', { roundId: 'r', hostPath: '1' })).toBe(
      allowed,
    );
  });
});
