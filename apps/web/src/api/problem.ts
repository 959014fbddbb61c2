/** One field of the input that was refused; `field` is the path in the body, such as `sections.2.text`. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

interface ProblemBody {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
}

/**
 * A refused or failed request (RFC 9457 problem+json). `status` 0 means that the server was not reached.
 * `detail` comes from the server in the language of the user.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  /** The whole body: some problems carry more, such as the current version of a record. */
  readonly body: Record<string, unknown>;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? body.code ?? String(status));
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'OFFLINE' : `HTTP_${status}`);
    this.title = body.title ?? '';
    this.detail = body.detail ?? '';
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.body = { ...body };
  }

  /** The text for one field, for `error={problem?.field('title')}`. */
  field(name: string): string | undefined {
    return this.errors.find((error) => error.field === name)?.message;
  }
}

/** Reads the problem out of an answer that is not 2xx; an answer that is not JSON (a proxy's page) counts too. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = await response
    .clone()
    .json()
    .catch(() => ({}));
  return new Problem(response.status, body && typeof body === 'object' ? (body as ProblemBody) : {});
}

/** Any thrown value as a Problem: a failed fetch is "offline", the rest is a fault of the program. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem(0, { code: 'OFFLINE', detail: error.message });
  return new Problem(500, { code: 'CLIENT', detail: error instanceof Error ? error.message : String(error) });
}
