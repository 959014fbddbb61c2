import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, pack, type PackedAnswer } from './answers';
import type { PageAssets } from './locale';
import { drumSvg, iconSvg } from './ornament.rules';

const FOLDER = '/tai-nguyen';
const FOREVER = 'public, max-age=31536000, immutable';
const WEIGHTS = [400, 600, 700];
/** Letters of each font file, as fontsource declares them; a browser fetches only those that a page needs. */
const SUBSETS = {
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
};

/** Style sheet, fonts and ornaments under addresses with a hash of their content: kept for a year, never stale. */
export class Assets implements PageAssets {
  readonly files = new Map<string, PackedAnswer>();
  readonly stylesheet: string;
  readonly icon: string;
  readonly preload: readonly string[];

  constructor() {
    const faces: string[] = [];
    const preload: string[] = [];
    for (const weight of WEIGHTS)
      for (const [subset, range] of Object.entries(SUBSETS)) {
        const file = `be-vietnam-pro-${subset}-${weight}-normal`;
        const bytes = readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/${file}.woff2`));
        const address = this.add(file, 'woff2', { type: 'font/woff2', body: bytes });
        if (weight === 400) preload.push(address);
        faces.push(
          `@font-face{font-family:'Be Vietnam Pro';font-weight:${weight};font-display:swap;src:url(${address}) format('woff2');unicode-range:${range}}`,
        );
      }
    this.preload = preload;
    this.icon = this.add('bieu-tuong', 'svg', { type: 'image/svg+xml', body: iconSvg() });
    const drum = this.add('hoa-van', 'svg', { type: 'image/svg+xml', body: drumSvg() });
    const folder = join(__dirname, 'styles');
    const sheets = readdirSync(folder)
      .filter((name) => name.endsWith('.css'))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const css = [...faces, ...sheets].join('\n').replaceAll('url(drum.svg)', `url(${drum})`);
    this.stylesheet = this.add('portal', 'css', { type: 'text/css; charset=utf-8', body: css });
  }

  private add(name: string, ending: string, answer: Answer): string {
    const hash = createHash('sha256').update(answer.body).digest('hex').slice(0, 12);
    const address = `${FOLDER}/${name}.${hash}.${ending}`;
    this.files.set(address, pack({ ...answer, cache: FOREVER }));
    return address;
  }
}
