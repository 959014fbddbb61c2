import { callbackify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobHandlers } from '@app/jobs';
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { buildEntry, buildProvince, buildRound, type BuiltRound } from '../support/factories';
import { barriers, Screens } from '../support/screens';
import { yes } from '../support/world';

const PHONE = { width: 390, height: 844 };

describe('messages on a phone', () => {
  let screens: Screens;
  let server: SMTPServer;
  let round: BuiltRound;
  let entryId: string;
  let board: Page;
  /** Refusals of the mail server for the next messages. */
  const refusals: string[] = [];
  const received: { to: string; subject: string; text: string; unsubscribe: string }[] = [];

  /** What the worker does: takes every waiting mail to the server once. */
  async function deliver(): Promise<void> {
    const waiting = await screens.world.db.query<{ id: string }>(
      `SELECT id FROM message WHERE state = 'QUEUED' AND channel = 'MAIL' ORDER BY id`,
    );
    for (const { id } of waiting) await screens.world.api.get(JobHandlers).run('mail.send', { mailId: id });
  }

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, callback) {
        const bytes: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => bytes.push(chunk));
        stream.on('end', () => {
          const refusal = refusals.shift();
          if (refusal) return callback(Object.assign(new Error(refusal), { responseCode: 550 }));
          callbackify(async () => {
            const mail = await simpleParser(Buffer.concat(bytes));
            const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
            received.push({
              to: to?.text ?? '',
              subject: mail.subject ?? '',
              text: mail.text ?? '',
              unsubscribe: /^List-Unsubscribe: (.*)$/im.exec(Buffer.concat(bytes).toString())?.[1]?.trim() ?? '',
            });
          })((error) => callback(error));
        });
      },
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    screens = await Screens.open(undefined, { SMTP_URL: `smtp://127.0.0.1:${port}` });
    const { world } = screens;
    const place = await buildProvince(world.db, 'Tỉnh Hậu Giang');
    round = await buildRound(world.db, { unit: place.province, name: 'Đợt xét năm 2026' });
    await world.add('bantochuc', 'Phan Nhật Quang', { unit: place.province, grants: [{ role: 'BOARD_STAFF' }] });
    await world.add('xa.canbo', 'Võ Thị Sáu', { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    await world.add('ap.canbo', 'Nguyễn Thị Cẩm Tú', { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    const entry = await buildEntry(world.db, {
      round,
      unit: place.hamlet,
      state: 'APPRAISING',
      title: 'Tuyến đường hoa',
      createdBy: world.id('ap.canbo'),
    });
    entryId = entry.id;
    board = await screens.as('bantochuc');
    await board.setViewportSize(PHONE);
  }, 120_000);
  afterAll(async () => {
    await screens.close();
    await new Promise<void>((done) => server.close(() => done()));
  }, 60_000);

  it('the board words a mail of its round: a wrong field is named at once, the preview has real data, a trial arrives', async () => {
    await board.goto(`/rounds/${round.id}`);
    await board.getByRole('link', { name: 'Thư và nhắc hạn' }).click();
    await board.getByRole('link', { name: /^Hồ sơ trả lại bổ sung/ }).click();
    const subject = board.getByRole('textbox', { name: 'Tiêu đề thư' });
    await subject.fill('Cần bổ sung gấp: {{ten_ho_so}} {{mat_khau}}');
    await board.getByText('Dòng 1: loại thư này không có trường {{mat_khau}}.').waitFor();
    expect(await board.getByRole('button', { name: 'Lưu lời thư' }).isDisabled()).toBe(true);
    await subject.fill('Cần bổ sung gấp: {{ten_ho_so}}');
    await board.getByText('[Dân vận khéo] Cần bổ sung gấp: Tuyến đường hoa').waitFor();
    expect(await barriers(board)).toEqual([]);
    await board.getByRole('button', { name: 'Gửi thử cho tôi' }).click();
    await board.getByText('Đã gửi thử đến bantochuc@danvan.example.').waitFor();
    await deliver();
    expect(received.map(({ to, subject: line }) => [to, line])).toEqual([
      ['bantochuc@danvan.example', '[Gửi thử] [Dân vận khéo] Cần bổ sung gấp: Tuyến đường hoa'],
    ]);
    await board.getByRole('button', { name: 'Lưu lời thư' }).click();
    const dialog = board.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Theo Công văn 15');
    await dialog.getByRole('button', { name: 'Lưu lời thư' }).click();
    await board.getByText('Lời riêng, bản 1').waitFor();
    await board.getByText(/Phan Nhật Quang .* Theo Công văn 15/).waitFor();
  }, 120_000);

  it('a mail that the server refuses stands out in the log and arrives when it is sent again', async () => {
    received.length = 0;
    const officer = await screens.world.as('xa.canbo');
    const { version } = await yes(officer.get<{ version: number }>(`/api/entries/${entryId}`));
    await yes(
      officer.post(`/api/entries/${entryId}/return`, {
        version,
        items: [{ part: 'LY_DO', text: 'Nêu rõ lý do chọn mô hình.' }],
        deadline: new Date(Date.now() + 5 * 86_400_000).toISOString(),
      }),
    );
    refusals.push('mailbox is full');
    await deliver();
    expect(received).toEqual([]);
    await board.goto('/messages?state=FAILED');
    await board.getByText('mailbox is full').waitFor();
    expect(await barriers(board)).toEqual([]);
    await board.getByRole('link', { name: 'Cần bổ sung gấp: Tuyến đường hoa' }).click();
    await board.getByText('Nêu rõ lý do chọn mô hình.').waitFor();
    await board.getByRole('button', { name: 'Gửi lại' }).click();
    await board.getByRole('dialog').getByRole('button', { name: 'Gửi lại' }).click();
    await board.getByText('Đã xếp hàng gửi lại.').waitFor();
    await deliver();
    expect(received.map(({ to, subject, unsubscribe }) => [to, subject, unsubscribe])).toEqual([
      ['ap.canbo@danvan.example', '[Dân vận khéo] Cần bổ sung gấp: Tuyến đường hoa', ''],
    ]);
    await board.getByRole('link', { name: 'Xem tin gửi lại' }).click();
    await board.getByText(/^Gửi lại của tin ngày/).waitFor();
    await board.getByText('Đã gửi', { exact: true }).waitFor();
  }, 120_000);

  it('the unit sees it at the bell, opens it, and chooses which mails come', async () => {
    const unit = await screens.as('ap.canbo');
    await unit.setViewportSize(PHONE);
    await unit.getByRole('link', { name: 'Thông báo, 1 chưa đọc' }).click();
    await unit.getByRole('heading', { name: 'Thông báo', level: 1 }).waitFor();
    expect(await barriers(unit)).toEqual([]);
    await unit.getByRole('link', { name: /Hồ sơ trả lại bổ sung: Tuyến đường hoa/ }).click();
    await unit.waitForURL(`**/entries/${entryId}`);
    await unit.getByRole('link', { name: 'Thông báo, không có gì mới' }).waitFor();
    await unit.goto('/profile');
    await unit.getByText('Gộp mỗi ngày, 07:30').click();
    await unit.getByRole('checkbox', { name: 'Nhắc hạn: Thư điện tử' }).uncheck();
    await unit.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await unit.getByText('Đã lưu lựa chọn.').waitFor();
    await unit.reload();
    expect(await unit.getByRole('checkbox', { name: 'Nhắc hạn: Thư điện tử' }).isChecked()).toBe(false);
    expect(await unit.getByRole('checkbox', { name: /Hồ sơ trả lại bổ sung/ }).count()).toBe(0);
    expect(screens.faults).toEqual([]);
  }, 120_000);
});
