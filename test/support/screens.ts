import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Env } from '@app/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { PASSWORD, World } from './world';

/** Generous: the whole suite may be running beside it. */
const PATIENCE_MS = 20_000;

/** A world whose two sites listen, and a browser in which every person has a session of their own. */
export class Screens {
  /** What went wrong in any page without being shown: exceptions, refused resources, answers of 500 and above. */
  readonly faults: string[] = [];
  private readonly pages = new Map<string, Page>();

  private constructor(
    readonly world: World,
    readonly workArea: string,
    readonly portal: string,
    private readonly browser: Browser,
  ) {}

  /** The built work area is `dist/web`, or the folder of WEB_ROOT. */
  static async open(fill?: (env: Env) => Promise<unknown>, settings: Record<string, string> = {}): Promise<Screens> {
    const world = await World.open({
      webRoot: process.env.WEB_ROOT ?? join(process.cwd(), 'dist', 'web'),
      settings,
      ...(fill ? { fill } : {}),
    });
    return new Screens(world, await listen(world.api), await listen(world.portal), await launchBrowser());
  }

  /** With SCREENSHOTS=folder the last picture of everybody is kept there. */
  async close(): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (folder)
      for (const [name, page] of this.pages)
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true }).catch(() => undefined);
    await this.browser.close();
    await this.world.close();
  }

  /** The browser of this person; signs in on the screen at the first time. */
  async as(login: string, password = PASSWORD): Promise<Page> {
    const known = this.pages.get(login);
    if (known) return known;
    const page = await this.newPage(login, this.workArea);
    await page.goto('/sign-in');
    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Việc đang chờ tôi' }).waitFor();
    return page;
  }

  /** A browser in which nobody has signed in. */
  async stranger(at: 'work area' | 'portal'): Promise<Page> {
    return this.pages.get(at) ?? this.newPage(at, at === 'portal' ? this.portal : this.workArea);
  }

  private async newPage(name: string, baseURL: string): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    this.pages.set(name, page);
    context.on('weberror', (error) => this.faults.push(`${name}: ${error.error().message}`));
    context.on('response', (answer) => {
      if (answer.status() >= 500) this.faults.push(`${name}: ${answer.status()} ${answer.url()}`);
    });
    context.on('console', (line) => {
      if (line.type() === 'error' && /Content Security Policy/i.test(line.text()))
        this.faults.push(`${name}: ${line.text()}`);
    });
    return page;
  }
}

/** What axe finds of serious or critical weight, one line each; empty is what every screen must be. */
export async function barriers(page: Page): Promise<string[]> {
  // legacy: no second page for the frames that our screens do not have
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) =>
          `${id}: ${html.slice(0, 160)} — ${(failureSummary ?? '').split('\n').slice(1, 2).join('').trim()}`,
      ),
    );
}

async function listen(app: NestFastifyApplication): Promise<string> {
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://127.0.0.1:${port}`;
}
