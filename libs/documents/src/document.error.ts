/**
 * A document could not be made. `ENGINE_MISSING`: the PDF engine has no build for this machine;
 * `RENDER_FAILED`: the engine refused the page (a fault of a template, not of the data).
 */
export class DocumentError extends Error {
  constructor(
    readonly code: 'ENGINE_MISSING' | 'RENDER_FAILED',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DocumentError';
  }
}
