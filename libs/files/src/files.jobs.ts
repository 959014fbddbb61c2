import { JobHandlers } from '@app/jobs';
import { Injectable } from '@nestjs/common';
import { Uploads } from './uploads';

/** What happens to a file after it has come. */
@Injectable()
export class FileJobs {
  constructor(uploads: Uploads, handlers: JobHandlers) {
    handlers.register('uploads.drop', ({ uploadId }) => uploads.drop(uploadId));
    handlers.register('uploads.clean', () => uploads.clean());
  }
}
