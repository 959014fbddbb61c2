import { AuditVerifier } from '@app/audit';
import { withServices } from './cli.module';
import { type Command, print } from './command';

const WORDS = {
  HASH: 'dòng bị sửa / row was changed',
  LINK: 'không nối với dòng trước / does not follow the row before',
  GAP: 'thiếu dòng / a row is missing',
  HEAD: 'cuối chuỗi bị bớt hoặc thêm / rows at the end are missing or were added',
} as const;

/** @returns 0 when every hash of the audit log is right, 1 with a list of what is wrong */
export const command: Command = () =>
  withServices(async (app) => {
    const { rows, problems } = await app.get(AuditVerifier).verify();
    if (problems.length === 0) {
      print(`Nhật ký nguyên vẹn: ${rows} dòng. / The audit log is intact: ${rows} rows.`);
      return 0;
    }
    for (const { chain, position, problem } of problems) print(`${chain}/${position}: ${WORDS[problem]}`);
    print(`Nhật ký KHÔNG nguyên vẹn. / The audit log is NOT intact.`);
    return 1;
  });
