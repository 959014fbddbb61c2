import { JobHandlers } from '@app/jobs';
import { Injectable } from '@nestjs/common';
import { Signatures } from './signatures';

/** A signature for every submission, soon after it; at night for what was missed. */
@Injectable()
export class SimilarityJobs {
  constructor(signatures: Signatures, handlers: JobHandlers) {
    handlers.listen('entry.submitted', ({ entryId }) => signatures.compute([entryId]));
    handlers.register('similarity.missing', async () => {
      await signatures.computeMissing();
    });
  }
}
