import { dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { DocumentError } from './document.error';
import { cleanDeep } from './text.rules';

/*
 * The Typst engine inside this process. The platform package is required directly, because the umbrella package
 * names builds that its registry lacks and so breaks `npm ci`. Only Linux x64 (glibc) is shipped with the project.
 */
const ENGINE = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu';

/** Compilations that a cached result outlives without being used; keeps fonts and templates warm, memory bounded. */
const KEEP_FOR = 4;

interface TypstDocument {
  readonly numOfPages: number;
  readonly title: string | null;
}
interface TypstFault {
  readonly shortDiagnostics: { message?: string }[];
}
interface TypstCompiler {
  compile(source: CompileSource): { result: TypstDocument | null; takeDiagnostics(): TypstFault | null };
  pdf(
    document: TypstDocument,
    options: { pdfStandard?: string; pdfTags?: boolean; creationTimestamp?: number },
  ): Buffer;
  plainSvg(document: TypstDocument): string;
  query(document: TypstDocument, args: { selector: string; field?: string }): unknown;
  evictCache(maxAge: number): void;
}
interface TypstEngine {
  NodeCompiler: {
    create(args: { workspace: string; fontArgs: { fontPaths: string[] }[] }): TypstCompiler;
  };
}
interface CompileSource {
  mainFileContent: string;
  inputs: Record<string, string>;
}

let compiler: TypstCompiler | undefined;

/**
 * Loads an engine by its package name.
 * @throws DocumentError `ENGINE_MISSING` with what to do, when it is not installed or not built for this system.
 */
export function loadEngine(name: string): TypstEngine {
  try {
    return require(name) as TypstEngine;
  } catch (cause) {
    throw new DocumentError(
      'ENGINE_MISSING',
      `PDF engine "${name}" cannot be loaded on ${process.platform}-${process.arch}. It runs on Linux x64 with glibc; ` +
        'install the optional dependencies (npm ci --include=optional) or make PDF files on such a machine. ' +
        'Papers in .docx and lists in .xlsx work without it.',
      { cause },
    );
  }
}

function fontFiles(): string[] {
  const serif = dirname(require.resolve('@expo-google-fonts/noto-serif/package.json'));
  const sans = dirname(require.resolve('@expo-google-fonts/be-vietnam-pro/package.json'));
  const serifFaces = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold', '700Bold_Italic'];
  const sansFaces = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'];
  return [
    ...serifFaces.map((face) => join(serif, face, `NotoSerif_${face}.ttf`)),
    ...sansFaces.map((face) => join(sans, face, `BeVietnamPro_${face}.ttf`)),
  ];
}

function theCompiler(): TypstCompiler {
  compiler ??= loadEngine(ENGINE).NodeCompiler.create({
    // the templates read no files; this folder holds nothing but one font
    workspace: dirname(require.resolve('@expo-google-fonts/noto-serif/package.json')),
    fontArgs: [{ fontPaths: fontFiles() }],
  });
  return compiler;
}

/** A PDF and what the engine knows about it. */
export interface RenderedPdf {
  pdf: Buffer;
  pages: number;
  /** What the template published with `#metadata(…) <facts>`, in order. */
  facts: unknown[];
}

/** PDF/UA-1 refuses a page with a letter that no font has (an emoji in a name); such a page is only tagged. */
function exportPdf(engine: TypstCompiler, document: TypstDocument, creationTimestamp: number): Buffer {
  try {
    return engine.pdf(document, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp });
  } catch {
    return engine.pdf(document, { pdfTags: true, creationTimestamp });
  }
}

/**
 * Sets a template with data to a tagged PDF (PDF/UA-1: readable by screen readers).
 * `data` reaches the template as JSON in `sys.inputs.data`, never as markup, so nothing a user typed can be a command.
 * `stamp`: 'YYYY-MM-DD', the creation date in the file; with it equal data gives equal bytes.
 * @throws DocumentError `ENGINE_MISSING` | `RENDER_FAILED`
 */
export async function renderTypst(template: string, data: object, stamp: string): Promise<RenderedPdf> {
  // Node frees the engine's documents only between turns of its loop: without this pause a batch of 500 would grow
  // by 600 MB. It also lets a server answer others between two pages.
  await breathe();
  const engine = theCompiler();
  try {
    const compiled = engine.compile({ mainFileContent: template, inputs: { data: JSON.stringify(cleanDeep(data)) } });
    const document = compiled.result;
    if (document === null) {
      const why = compiled.takeDiagnostics()?.shortDiagnostics.map((d) => d.message ?? '') ?? [];
      throw new DocumentError('RENDER_FAILED', `The page could not be set: ${why.join('; ') || 'no reason given'}`);
    }
    const facts = engine.query(document, { selector: '<facts>', field: 'value' });
    const pdf = exportPdf(engine, document, Date.parse(`${stamp}T00:00:00Z`) / 1000);
    return { pdf, pages: document.numOfPages, facts: Array.isArray(facts) ? facts : [] };
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw new DocumentError('RENDER_FAILED', `The page could not be set: ${String(error)}`, { cause: error });
  } finally {
    engine.evictCache(KEEP_FOR);
  }
}
