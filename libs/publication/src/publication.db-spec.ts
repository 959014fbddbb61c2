import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type DecisionAnswer, DecisionService } from '@app/decisions';
import { buildAccount, type BuiltEntry } from '../../../test/support/factories';
import { buildApprovedEntry, buildJury, type Jury } from '../../../test/support/factories-judging';
import { codeOf, TestServices } from '../../../test/support/services';
import { CertificatePapers, certificatePdf, PublicationModule, PublicationQueries, PublicationService } from './index';

describe('publication', () => {
  let services: TestServices;
  let portal: Client;
  let jury: Jury;
  let queries: PublicationQueries;
  let publications: PublicationService;
  let entry: BuiltEntry;
  let decision: DecisionAnswer;

  beforeAll(async () => {
    services = await TestServices.start([PublicationModule], 8);
    queries = services.module.get(PublicationQueries);
    publications = services.module.get(PublicationService);
    portal = new Client({ connectionString: services.database.portalUrl });
    await portal.connect();
  });
  afterAll(async () => {
    await portal.end();
    await services.stop();
  });
  beforeEach(async () => {
    jury = await buildJury(services.db);
    entry = await buildApprovedEntry(services.db, jury, { title: 'Thắp sáng đường quê' });
    const [revision] = await services.db.query<{ id: string }>('SELECT id FROM entry_revision WHERE entry_id = $1', [
      entry.id,
    ]);
    const photos = await services.db.query<{ id: string }>(
      `INSERT INTO stored_file (sha256, size, media_type, name) SELECT repeat(n, 64), 10, 'image/jpeg', 'anh-' || n || '.jpg' FROM unnest(ARRAY['a', 'b']) n RETURNING id`,
    );
    const evidence = photos.map(({ id }, at) => ({
      fileId: id,
      part: 'KET_QUA',
      caption: at === 0 ? 'Có đồng ý' : 'KHONG-DONG-Y',
      takenOn: null,
      place: null,
      consent: at === 0,
    }));
    const owner = new Client({ connectionString: services.database.url });
    await owner.connect();
    await owner.query('ALTER TABLE entry_revision DISABLE TRIGGER entry_revision_append_only');
    await owner.query('UPDATE entry_revision SET evidence = $2 WHERE id = $1', [
      revision?.id,
      JSON.stringify(evidence),
    ]);
    await owner.query('ALTER TABLE entry_revision ENABLE TRIGGER entry_revision_append_only');
    await owner.end();
    const decisions = services.module.get(DecisionService);
    const made = await services.as(jury.board, () =>
      decisions.create(jury.round.id, {
        family: 'STATE',
        issuerName: 'Ủy ban nhân dân tỉnh Hậu Giang',
        typeSymbol: 'QĐ-UBND',
        title: 'Công nhận',
        legalBases: [],
        awards: [{ entryId: entry.id }],
      }),
    );
    const sent = await services.as(jury.board, () => decisions.submit(made.id, made.version));
    decision = await services.as(jury.leader, () =>
      decisions.issue(sent.id, { version: sent.version, decidedOn: '2026-01-05', signerAuthority: 'TM' }),
    );
  });

  const publish = (who = jury.board) => services.as(who, () => publications.publish(decision.id));
  const seen = async () => {
    const of = async (sql: string, value: string) =>
      (await portal.query(sql, [value])).rows as Record<string, unknown>[];
    return {
      models: await of('SELECT * FROM portal.model WHERE id = $1', decision.awards[0]?.id ?? ''),
      certificates: await of(
        'SELECT * FROM portal.certificate WHERE code = $1',
        decision.awards[0]?.certificateCode ?? '',
      ),
      photos: (await portal.query('SELECT id FROM portal.photo')).rows.length,
    };
  };

  it('shows in the preview exactly what becomes public', async () => {
    const preview = await services.as(jury.board, () => queries.preview(decision.id));
    expect([preview.can, preview.withheldPhotos, preview.withheldFields]).toEqual([
      ['publish'],
      1,
      ['Lực lượng tham gia', 'Nguồn lực', 'Tiến độ', 'Sản phẩm dự kiến'],
    ]);
    await publish();
    const {
      models: [row],
    } = await seen();
    const [model] = preview.models;
    expect({
      slug: row?.['slug'],
      title: row?.['title'],
      place: row?.['place'],
      sections: row?.['sections'],
      contributions: row?.['contributions'],
      photos: row?.['photos'],
    }).toEqual({
      slug: model?.slug,
      title: model?.title,
      place: model?.place,
      sections: model?.sections,
      contributions: model?.contributions,
      photos: model?.photos,
    });
    expect(model?.place).toBe(`Xã Hoà An, Huyện Phụng Hiệp, ${jury.province.name}`);
  });

  it('lets the public see nothing that is not public', async () => {
    await publish();
    const all =
      JSON.stringify((await portal.query('SELECT * FROM portal.model')).rows) +
      JSON.stringify((await portal.query('SELECT * FROM portal.photo')).rows);
    for (const secret of ['KHONG-DONG-Y', 'anh-b.jpg', 'Nội dung Lực lượng tham gia', 'Nhân dân hiến đất làm đường'])
      expect(all).not.toContain(secret);
    for (const table of ['published_model', 'entry', 'account', 'ballot', 'certificate'])
      expect(await codeOf(portal.query(`SELECT 1 FROM public.${table}`))).toBe('42501');
  });

  it('withdraws models, photos and certificates at once, with a reason, and can publish again', async () => {
    const { id } = await publish();
    const before = await seen();
    expect([before.models.length, before.certificates.length]).toEqual([1, 1]);
    expect(await codeOf(services.as(jury.board, () => publications.withdraw(id, ' ')))).toBe('VALIDATION_FAILED');
    const gone = await services.as(jury.board, () => publications.withdraw(id, 'Có khiếu nại'));
    expect([gone.state, gone.withdrawReason, gone.can]).toEqual(['WITHDRAWN', 'Có khiếu nại', ['republish']]);
    const after = await seen();
    expect([after.models, after.certificates, before.photos - after.photos]).toEqual([[], [], 1]);
    expect((await publish()).state).toBe('PUBLISHED');
    expect((await seen()).models).toHaveLength(1);
  });

  it('is the board’s alone, once, and for issued decisions only', async () => {
    expect([
      await codeOf(publish(jury.leader)),
      await codeOf(publish(jury.auditor)),
      await codeOf(publish(jury.stranger)),
      await codeOf(publish(jury.judges[0])),
    ]).toEqual(['ACTION_NOT_ALLOWED', 'ACTION_NOT_ALLOWED', 'NOT_FOUND', 'NOT_FOUND']);
    await publish();
    expect(await codeOf(publish())).toBe('PUBLISHED_ALREADY');
    const other = await buildApprovedEntry(services.db, jury);
    const draft = await services.as(jury.board, () =>
      services.module.get(DecisionService).create(jury.round.id, {
        family: 'STATE',
        issuerName: 'U',
        typeSymbol: 'QĐ-UBND',
        title: 'T',
        legalBases: [],
        awards: [{ entryId: other.id }],
      }),
    );
    expect(await codeOf(services.as(jury.board, () => publications.publish(draft.id)))).toBe('DECISION_NOT_ISSUED');
  });

  it('prints the certificate for board and unit, and for the public from the views', async () => {
    const papers = services.module.get(CertificatePapers);
    const id = decision.awards[0]?.certificateId ?? '';
    const head = await buildAccount(services.db, { unit: jury.hamlet, grants: [{ role: 'UNIT_HEAD' }] });
    const neighbour = await buildAccount(services.db, { unit: jury.otherCommune, grants: [{ role: 'UNIT_HEAD' }] });
    expect((await services.as(head, () => papers.pdf(id))).subarray(0, 5).toString()).toBe('%PDF-');
    expect([
      await codeOf(services.as(neighbour, () => papers.pdf(id))),
      await codeOf(services.as(jury.stranger, () => papers.pdf(id))),
    ]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    const listed = async (who: typeof head) =>
      (await services.as(who, () => papers.ofEntry(entry.id))).map((one) => one.id);
    expect([
      await listed(head),
      await listed(jury.board),
      await listed(neighbour),
      await listed(jury.stranger),
    ]).toEqual([[id], [id], [], []]);
    const code = decision.awards[0]?.certificateCode ?? '';
    expect(await codeOf(certificatePdf(services.db, code, 'http://localhost:3001'))).toBe('NOT_FOUND');
    await publish();
    expect((await certificatePdf(services.db, code, 'http://localhost:3001')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
