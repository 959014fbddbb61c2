import { AppError } from '@app/platform';
import type { FastifyRequest } from 'fastify';

export interface Form {
  /** The one file, if there was any; its bytes are in memory (UPLOAD_MAX_MB). */
  file: { name: string; bytes: Buffer } | undefined;
  /** All other fields, not yet checked. */
  fields: Record<string, unknown>;
}

/**
 * Reads a form with at most one file.
 * @throws AppError FORM_BROKEN when it ends in the middle or is no form; errors of the server's limits as they are
 */
export async function readForm(request: FastifyRequest): Promise<Form> {
  const form: Form = { file: undefined, fields: {} };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') form.file = { name: part.filename, bytes: await part.toBuffer() };
      else form.fields[part.fieldname] = part.value;
    }
  } catch (error) {
    // the parser's own complaints are bare errors; those of limits carry a code
    if (error instanceof Error && error.constructor === Error && !('code' in error)) throw new AppError('FORM_BROKEN');
    throw error;
  }
  return form;
}
