import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '@app/platform';
import type { Certificate } from './certificate.queries';
import { vi } from './texts.vi';

/** How many PDF files may wait to be set; the process has other readers too. */
const MAX_WAITING = 20;
const MAX_KEPT = 50;

/** Thrown when too many PDF files are asked for at once; the reader is told to come back. */
export class TooBusy extends Error {}

/** PDF copies of certificates: one is set at a time, the latest are kept. */
@Injectable()
export class CertificateFiles {
  private readonly kept = new Map<string, Promise<Buffer>>();
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(@Inject(ENV) private readonly env: Env) {}

  /** @throws TooBusy; DocumentError when the typesetter is not there */
  pdf(found: Certificate): Promise<Buffer> {
    const key = JSON.stringify(found);
    const ready = this.kept.get(key);
    if (ready) return ready;
    if (this.waiting >= MAX_WAITING) throw new TooBusy();
    this.waiting += 1;
    const work = this.queue.then(() => this.set(found)).finally(() => (this.waiting -= 1));
    this.queue = work.catch(() => undefined);
    this.kept.set(key, work);
    work.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return work;
  }

  private set(found: Certificate): Promise<Buffer> {
    // require: an import() of a path would not be found by the tests' compiler
    const { certificateCopy } = require('./certificate.pdf') as typeof import('./certificate.pdf');
    return certificateCopy(found, vi, this.env.portalUrl);
  }
}
