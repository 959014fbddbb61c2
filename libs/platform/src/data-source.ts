import { installJobQueue } from './job-queue-schema';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Kernel1700000000001 } from '../../../migrations/0001-kernel';
import { UnitsAndPeople1700000000002 } from '../../../migrations/0002-units-and-people';
import { Rounds1700000000003 } from '../../../migrations/0003-rounds';
import { EntriesAndAppraisal1700000000004 } from '../../../migrations/0004-entries-and-appraisal';
import { JudgingAndCouncil1700000000005 } from '../../../migrations/0005-judging-and-council';
import { DecisionsAndPublication1700000000006 } from '../../../migrations/0006-decisions-and-publication';
import { Lists1700000000007 } from '../../../migrations/0007-lists';
import { UnitLabel1700000000008 } from '../../../migrations/0008-unit-label';
import { Imports1700000000013 } from '../../../migrations/0013-imports';
import { AppraisalDepth1700000000014 } from '../../../migrations/0014-appraisal-depth';
import { Forms1700000000009 } from '../../../migrations/0009-forms';
import { Writing1700000000010 } from '../../../migrations/0010-writing';
import { EvidenceFiles1700000000011 } from '../../../migrations/0011-evidence-files';
import { SimilarityAndProgress1700000000012 } from '../../../migrations/0012-similarity-and-progress';
import { Messages1700000000015 } from '../../../migrations/0015-messages';
import { Deputies1700000000016 } from '../../../migrations/0016-deputies';
import { Paper1700000000017 } from '../../../migrations/0017-paper';
import { SavedViews1700000000018 } from '../../../migrations/0018-saved-views';
import { FieldVisits1700000000036 } from '../../../migrations/0036-field-visits';
import { WritersStay1700000000040 } from '../../../migrations/0040-writers-stay';

/** Every migration, in order. A new file is added here and nowhere else. */
const MIGRATIONS = [
  Kernel1700000000001,
  UnitsAndPeople1700000000002,
  Rounds1700000000003,
  EntriesAndAppraisal1700000000004,
  JudgingAndCouncil1700000000005,
  DecisionsAndPublication1700000000006,
  Lists1700000000007,
  UnitLabel1700000000008,
  Forms1700000000009,
  Writing1700000000010,
  EvidenceFiles1700000000011,
  SimilarityAndProgress1700000000012,
  Imports1700000000013,
  AppraisalDepth1700000000014,
  Messages1700000000015,
  Deputies1700000000016,
  Paper1700000000017,
  SavedViews1700000000018,
  FieldVisits1700000000036,
  WritersStay1700000000040,
];

/** Settings shared by processes and the migration run. `max` is the size of the pool. */
export function dataSourceOptions(url: string, name: string, max = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: `dvk-${name}`,
    poolSize: max,
    extra: { max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 30_000, statement_timeout: 60_000 },
    synchronize: false,
    logging: false,
  };
}

// Facts of the past: the application may add rows, never change or remove them.
const APPEND_ONLY = ['audit_log', 'state_history', 'entry_revision', 'scoresheet_version', 'standing', 'standing_row', 'ballot', 'message_template', 'contribution_ledger', 'appraised_score_change', 'forward_manifest'];

/**
 * Brings the database at `url` (owner's login) to the newest schema under an advisory lock, so that two processes
 * starting together migrate once, then grants the application's and the portal's role what they may do.
 */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const dataSource = new DataSource({ ...dataSourceOptions(url, 'migrate', 2), migrations: MIGRATIONS, extra: { max: 2 } });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(7305001)');
    const applied = await dataSource.runMigrations({ transaction: 'all' });
    await installJobQueue(lock);
    await lock.query(`
      GRANT USAGE ON SCHEMA public TO dvk_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dvk_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dvk_app;
      REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM dvk_app;
      REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_chain, migrations FROM dvk_app;
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO PUBLIC;
      GRANT USAGE ON SCHEMA portal TO dvk_portal, dvk_app;
      GRANT SELECT ON ALL TABLES IN SCHEMA portal TO dvk_portal, dvk_app;
    `);
    return { applied: applied.map((m) => m.name) };
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7305001)').catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}
