import { buildProvince, buildRound, buildUnit, type BuiltRound } from './factories';
import type { World } from './world';

export const JUDGES = ['gk.mot', 'gk.hai', 'gk.ba'];
/** Chair, secretary, three members. */
export const COUNCIL = ['hd.chutich', 'hd.thuky', 'hd.uv1', 'hd.uv2', 'hd.uv3'];

/**
 * Hậu Giang on three levels: two hamlets in two communes of one district, each with a reporter and a head; officer and
 * leader on every level; board, council, and three judges of whom one works at the second hamlet's commune.
 */
export async function castThreeLevels(
  world: World,
): Promise<{ round: BuiltRound; units: { light: string; peace: string } }> {
  const { db } = world;
  const place = await buildProvince(db, 'Tỉnh Hậu Giang');
  const otherHamlet = await buildUnit(db, { name: 'Ấp Bảy', parent: place.otherCommune });
  const otherAgency = await buildUnit(db, {
    name: 'Hội Nông dân tỉnh',
    kind: 'AGENCY',
    level: 'PROVINCE',
    parent: place.province,
  });
  const round = await buildRound(db, { unit: place.province, name: 'Đợt 2025', template: 'THREE_LEVEL_2024' });
  const at = place.province;
  await world.add('ap1.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
  await world.add('ap1.truong', 'Lê Văn Hiền', { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
  await world.add('ap7.canbo', 'Trần Thị Bé Sáu', { unit: otherHamlet, grants: [{ role: 'REPORTER' }] });
  await world.add('ap7.truong', 'Phan Văn Đực', { unit: otherHamlet, grants: [{ role: 'UNIT_HEAD' }] });
  for (const [prefix, unit] of [
    ['xa1', place.commune],
    ['xa2', place.otherCommune],
    ['huyen', place.district],
    ['tinh', place.province],
  ] as const) {
    await world.add(`${prefix}.chuyenvien`, `Chuyên viên ${prefix}`, { unit, grants: [{ role: 'OFFICER' }] });
    await world.add(`${prefix}.lanhdao`, `Lãnh đạo ${prefix}`, { unit, grants: [{ role: 'LEADER' }] });
  }
  await world.add('bantochuc', 'Võ Thị Ban Tổ Chức', { unit: at, grants: [{ role: 'BOARD_STAFF' }] });
  for (const [login, name, unit] of [
    ['gk.mot', 'Giám khảo Đặng Thuỳ Mai', place.agency],
    ['gk.hai', 'Giám khảo Huỳnh Công Lý', otherAgency],
    ['gk.ba', 'Giám khảo Cao Xuân Bách', place.otherCommune],
  ] as const)
    await world.add(login, name, { unit, grants: [{ role: 'JUDGE', unit: at }] });
  for (const [index, login] of COUNCIL.entries())
    await world.add(login, `Uỷ viên hội đồng ${login}`, {
      unit: at,
      grants: [{ role: (['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'] as const)[index] ?? 'COUNCIL_MEMBER' }],
    });
  return { round, units: { light: place.hamlet.id, peace: otherHamlet.id } };
}
