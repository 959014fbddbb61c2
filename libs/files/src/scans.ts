import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Jobs } from '@app/jobs';
import { Clock, Database, ENV, type Env } from '@app/platform';
import { scan } from './clamd';
import { FileBytes } from './file-bytes';

/** Lets the virus scanner look at files. Without an answer of the scanner a file stays NOT_SCANNED. */
@Injectable()
export class Scans {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
    private readonly bytes: FileBytes,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Looks at a file that has not been looked at; all files of the same content learn the result.
   * @throws ScannerDown, so that the job comes again
   */
  async look(fileId: string): Promise<void> {
    const file = await this.db.one<{ sha256: string }>(
      `SELECT sha256 FROM stored_file WHERE id = $1 AND scan_state = 'NOT_SCANNED'`,
      [fileId],
    );
    if (!file || !this.env.clamd) return;
    const found = await scan(this.env.clamd, await this.bytes.open(file.sha256));
    await this.db.transaction(async () => {
      const rows = await this.db.query<{ id: string; name: string }>(
        `UPDATE stored_file SET scan_state = $2, scan_finding = $3, scanned_at = $4
         WHERE sha256 = $1 AND scan_state = 'NOT_SCANNED' RETURNING id, name`,
        [file.sha256, found === undefined ? 'CLEAN' : 'INFECTED', found ?? null, this.clock.now()],
      );
      if (found === undefined) return;
      for (const { id, name } of rows) {
        await this.audit.write({
          action: 'File.quarantine',
          subjectType: 'File',
          subjectId: id,
          after: { name, sha256: file.sha256, finding: found },
        });
        await this.jobs.send('files.infected', { fileId: id });
      }
    });
  }

  /** Files that nobody has looked at, oldest first; none while there is no scanner. */
  async waiting(limit: number): Promise<string[]> {
    if (!this.env.clamd) return [];
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM stored_file WHERE scan_state = 'NOT_SCANNED' ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }
}
