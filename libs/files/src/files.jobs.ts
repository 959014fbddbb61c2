import { JobHandlers } from '@app/jobs';
import { Injectable } from '@nestjs/common';
import { ScannerDown } from './clamd';
import { Previews } from './previews';
import { Scans } from './scans';
import { Uploads } from './uploads';

/** So many files of each kind are taken up by one sweep, which runs every quarter of an hour. */
const SWEEP = 300;

/** What happens to a file after it has come. */
@Injectable()
export class FileJobs {
  constructor(
    private readonly scans: Scans,
    private readonly previews: Previews,
    uploads: Uploads,
    handlers: JobHandlers,
  ) {
    handlers.register('files.scan', ({ fileId }) => scans.look(fileId));
    handlers.register('files.preview', ({ sha256 }) => previews.make(sha256));
    handlers.register('files.sweep', () => this.sweep());
    handlers.register('uploads.drop', ({ uploadId }) => uploads.drop(uploadId));
    handlers.register('uploads.clean', () => uploads.clean());
  }

  /** What was left over: files from before there was a scanner, or while it was down; previews whose job was lost. */
  async sweep(): Promise<void> {
    for (const sha256 of await this.previews.waiting(SWEEP)) await this.previews.make(sha256);
    try {
      for (const fileId of await this.scans.waiting(SWEEP)) await this.scans.look(fileId);
    } catch (error) {
      if (!(error instanceof ScannerDown)) throw error;
    }
  }
}
