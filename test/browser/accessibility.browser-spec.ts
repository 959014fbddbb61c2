import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, seedDemo } from '@app/demo';
import type { Page } from 'playwright-core';
import { barriers, Screens } from '../support/screens';

/** A phone and a desk. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

describe('no screen has a serious or critical barrier for axe, at 390 px and at 1440 px', () => {
  let screens: Screens;
  /** One id of the demonstration. */
  const idOf = async (sql: string): Promise<string> => {
    const row = await screens.world.db.one<{ id: string }>(sql);
    if (!row) throw new Error(`the demonstration has nothing for ${sql}`);
    return row.id;
  };
  const entryIn = (state: string): Promise<string> =>
    idOf(`SELECT id FROM entry WHERE state = '${state}' ORDER BY created_at DESC LIMIT 1`);

  /** What stands on the page now, in both sizes. @returns one line for each barrier */
  async function look(page: Page, place: string): Promise<string[]> {
    const found: string[] = [];
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const barrier of await barriers(page)) found.push(`${place} (${size.width}): ${barrier}`);
    }
    return found;
  }
  /** Looks at every address. */
  async function walk(page: Page, addresses: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const address of addresses) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      found.push(...(await look(page, address)));
    }
    return found;
  }
  const as = (login: string): Promise<Page> => screens.as(login, DEMO_PASSWORD);
  /** Several windows at once, each with the person whose it is and the addresses to look at. */
  async function together(
    ...windows: readonly (readonly [login: string, addresses: readonly string[]])[]
  ): Promise<string[]> {
    const pages: Page[] = [];
    for (const [login] of windows) pages.push(await (await as(login)).context().newPage());
    const found = await Promise.all(windows.map(([, addresses], at) => walk(pages[at] as Page, addresses)));
    for (const page of pages) await page.close();
    return found.flat();
  }

  beforeAll(async () => {
    screens = await Screens.open(seedDemo);
  }, 180_000);
  afterAll(() => screens.close(), 60_000);

  it('for everybody: sign-in, forgotten password, reset', async () => {
    const page = await screens.stranger('work area');
    expect(await walk(page, ['/sign-in', '/forgot-password', '/reset-password', '/reset-password?token=abc'])).toEqual(
      [],
    );
  }, 120_000);

  it('for who signs in for the first time: a password of the own', async () => {
    await screens.world.db.query(`UPDATE account SET must_change_password = true WHERE login = 'ct.quantri'`);
    const page = await screens.stranger('work area');
    await page.goto('/sign-in');
    await page.getByLabel('Tên đăng nhập').fill('ct.quantri');
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.waitForURL('**/first-password');
    await page.getByRole('textbox', { name: 'Nhập lại mật khẩu mới' }).waitFor();
    expect(await look(page, '/first-password')).toEqual([]);
  }, 60_000);

  it('for the unit: home, its entries, a new one, a draft, a returned one, a recognised one, help, profile', async () => {
    const [draft, returned, recognised] = await Promise.all(['DRAFT', 'RETURNED', 'RECOGNISED'].map(entryIn));
    const model = await idOf(
      `SELECT e.id FROM entry e JOIN progress_report p ON p.entry_id = e.id WHERE p.state = 'SUBMITTED' LIMIT 1`,
    );
    const found = await together(
      [
        'ap.canbo',
        [
          '/',
          '/notices',
          '/entries',
          '/entries?q=khong-co-gi',
          '/entries/new',
          `/entries/${draft}/edit`,
          `/entries/${draft}/history`,
          '/khong-co',
        ],
      ],
      [
        'ap.truong',
        [`/entries/${returned}/edit`, `/entries/${returned}`, `/entries/${recognised}`, '/help', '/profile'],
      ],
      ['ap.canbo', ['/models', `/models/${model}/renew`, `/entries/${model}/progress`]],
    );
    expect(found).toEqual([]);
  }, 240_000);

  it('for officer and leader: the queue, an entry to appraise, an entry to decide', async () => {
    const list = `/appraisal/forward?${new URLSearchParams(
      (await screens.world.db.one<Record<string, string>>(
        `SELECT round_id AS "roundId", stage_code AS stage, holder_unit_id AS "unitId" FROM entry WHERE state = 'PROPOSED' AND stage_code = 'XA' LIMIT 1`,
      )) ?? {},
    ).toString()}`;
    const appraising = await idOf(
      `SELECT e.id FROM entry e JOIN role_grant g ON g.unit_id = e.holder_unit_id AND g.role = 'OFFICER' JOIN account a ON a.id = g.account_id
       WHERE e.state = 'APPRAISING' AND a.login = 'xa.canbo' LIMIT 1`,
    );
    const found = await together(
      [
        'xa.canbo',
        ['/', '/appraisal', `/appraisal/${appraising}`, '/appraisal/officers', '/appraisal/minimum', '/appraisal/overdue', '/paper/new', '/ledger'],
      ],
      ['xa.lanhdao', ['/', '/appraisal', `/appraisal/${await entryIn('PROPOSED')}`, list]],
    );
    expect(found).toEqual([]);
  }, 240_000);

  it('for a dialog: the list of a return, on top of the appraisal', async () => {
    const officer = await as('xa.canbo');
    await officer.goto('/appraisal');
    await officer.getByRole('link', { name: 'Nhóm Zalo “Ấp bình yên” giai đoạn 2' }).click();
    await officer.getByRole('button', { name: 'Trả lại bổ sung' }).click();
    await officer.getByRole('dialog').waitFor();
    expect(await look(officer, 'return dialog')).toEqual([]);
  }, 90_000);

  it('for judge and council: own sheets, an open and a signed one, sessions, the screen in the room', async () => {
    const sheet = (state: string) =>
      idOf(
        `SELECT s.id FROM scoresheet s JOIN account a ON a.id = s.judge_id WHERE a.login = 'giamkhao1' AND s.state = '${state}' LIMIT 1`,
      );
    const [open, signed, session] = await Promise.all([
      sheet('OPEN'),
      sheet('SIGNED'),
      idOf('SELECT id FROM council_session LIMIT 1'),
    ]);
    const found = await together(
      ['giamkhao1', ['/', '/scoresheets', `/scoresheets/${open}`, `/scoresheets/${signed}`]],
      [
        'hoidong.thuky',
        ['/', '/council-sessions', `/council-sessions/${session}`, `/council-sessions/${session}?view=room`],
      ],
    );
    expect(found).toEqual([]);
  }, 240_000);

  it('for the board: rounds and their set-up, panels, standings, councils, decisions', async () => {
    const open = await idOf(
      `SELECT id FROM round WHERE state = 'OPEN' AND code LIKE 'HG-%' ORDER BY year DESC LIMIT 1`,
    );
    const [past, panel, decision] = await Promise.all([
      idOf('SELECT round_id AS id FROM decision LIMIT 1'),
      idOf(`SELECT id FROM panel WHERE round_id = '${open}'`),
      idOf('SELECT id FROM decision LIMIT 1'),
    ]);
    const message = await idOf(`SELECT id FROM message WHERE round_id = '${open}' LIMIT 1`);
    const list = await idOf('SELECT id FROM import LIMIT 1');
    const texts = ['messages', 'messages/ENTRY_RETURNED', 'messages/ENTRY_RETURNED?channel=WEBHOOK'];
    const steps = ['info', 'chain', 'form', 'categories', 'rubrics', 'voting', 'awards', 'check'];
    const work = ['progress', 'panels', `panels/${panel}`, 'decisions/new'].map(
      (screen) => `/rounds/${open}/${screen}`,
    );
    const results = ['standings?category=KINH_TE_COLLECTIVE', 'councils', 'decisions'].map(
      (screen) => `/rounds/${past}/${screen}`,
    );
    const found = await together(
      ['bantochuc', ['/', '/rounds', '/rounds/new', ...steps.map((step) => `/rounds/${open}?step=${step}`)]],
      ['bantochuc', [...work, ...results, `/decisions/${decision}`]],
      ['bantochuc', ['/imports', `/imports/${list}`]],
      ['bantochuc', ['/messages', `/messages/${message}`, ...texts.map((at) => `/rounds/${open}/${at}`)]],
    );
    expect(found).toEqual([]);
  }, 300_000);

  it('for the board: a round and a decision that are still drafts', async () => {
    const db = screens.world.db;
    const open = await idOf(`SELECT id FROM round WHERE state = 'OPEN' AND code LIKE 'HG-%' LIMIT 1`);
    const approved = await idOf(
      `UPDATE entry SET state = 'APPROVED', stage_code = 'QUYET_DINH', final_score = 95, band = 'XUAT_SAC'
       WHERE id = (SELECT id FROM entry WHERE round_id = '${open}' AND state = 'SCORING' LIMIT 1) RETURNING id`,
    );
    const unitId = (await db.one<{ unit_id: string }>('SELECT unit_id FROM round WHERE id = $1', [open]))?.unit_id;
    const page = await as('bantochuc');
    const create = (url: string, body: object): Promise<string> =>
      page.evaluate(
        async (wanted) => {
          const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
          const answer = await fetch(wanted.url, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'x-csrf-token': session.csrfToken,
              'idempotency-key': crypto.randomUUID(),
            },
            body: JSON.stringify(wanted.body),
          });
          if (!answer.ok) throw new Error(await answer.text());
          return ((await answer.json()) as { id: string }).id;
        },
        { url, body },
      );
    const round = await create('/api/rounds', {
      programmeName: 'Phong trào thi đua “Dân vận khéo”',
      code: 'HG-NHAP',
      name: 'Đợt đang soạn',
      year: 2027,
      unitId,
      template: 'THREE_LEVEL_2024',
      opensAt: '2027-01-01T00:00:00Z',
      closesAt: '2027-06-01T00:00:00Z',
    });
    const decision = await create(`/api/rounds/${open}/decisions`, {
      family: 'STATE',
      issuerName: 'Uỷ ban nhân dân tỉnh Hậu Giang',
      typeSymbol: 'QĐ-UBND',
      title: 'Về việc tặng Bằng khen',
      legalBases: ['Luật Thi đua, khen thưởng'],
      awards: [{ entryId: approved }],
    });
    const steps = ['info', 'chain', 'form', 'categories', 'rubrics', 'voting', 'awards', 'check'];
    const found = await together(
      ['bantochuc', steps.map((step) => `/rounds/${round}?step=${step}`)],
      ['bantochuc', [`/decisions/${decision}`, `/decisions/${decision}/edit`]],
    );
    expect(found).toEqual([]);
  }, 240_000);

  it('for administration and control: units, accounts, the audit log', async () => {
    const unit = await idOf(`SELECT id FROM unit WHERE kind = 'COMMUNE' LIMIT 1`);
    const account = await idOf(`SELECT id FROM account WHERE login = 'giamkhao1'`);
    const found = await together(
      ['quantri', ['/units', `/units/${unit}`, '/units/import', '/accounts', '/accounts/new', `/accounts/${account}`]],
      ['kiemtra', ['/', '/audit']],
    );
    expect(found).toEqual([]);
  }, 240_000);

  it('for the public: home, the list, a model, the check of a certificate, a page that does not exist', async () => {
    const slug = await idOf('SELECT slug AS id FROM portal.model LIMIT 1');
    const code = await idOf('SELECT code AS id FROM portal.certificate LIMIT 1');
    const lists = ['/', '/guong-dien-hinh', '/guong-dien-hinh?q=zzzz', `/guong-dien-hinh/${slug}`, '/khong-co', '/en'];
    const checks = ['/kiem-tra', `/kiem-tra/${code}`, '/kiem-tra/AAAA-BBBB-CCCC'];
    expect(await walk(await screens.stranger('portal'), [...lists, ...checks])).toEqual([]);
    expect(screens.faults).toEqual([]);
  }, 180_000);
});
