import { useState, type FormEvent } from 'react';
import { Button, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { currentLanguage, inVietnam, t } from '../../i18n';
import { DateTimeField } from '../../ui/DateField';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { UnitPicker } from '../../ui/UnitPicker';
import { createRound, roundQuery, roundsQuery, templatesQuery } from './api';
import { ChainSteps } from './ChainSteps';
import grid from './Grid.module.css';
import css from './NewRound.module.css';
import type { TemplateCode } from './types';

const newProgramme = 'NEW';

export default function NewRound() {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const templates = useQuery(templatesQuery);
  const known = useInfiniteQuery(roundsQuery());
  const held = session.roles.find((role) => role.role === 'BOARD_STAFF' && role.roundId === null);
  const today = inVietnam(Date.now());
  const [template, setTemplate] = useState<TemplateCode>('TWO_LEVEL_2025');
  const [form, setForm] = useState({
    name: t('rounds.default_name', { year: today.year() }),
    code: `DVK-${today.year()}`,
    year: String(today.year()),
    programme: null as string | null,
    programmeName: t('rounds.default_programme'),
    opensAt: today.hour(8).minute(0).second(0).millisecond(0).toISOString() as string | null,
    closesAt: today.add(2, 'month').hour(17).minute(0).second(0).millisecond(0).toISOString() as string | null,
  });
  const [unitId, setUnitId] = useState<string | null>(held?.unitId ?? null);
  const [tried, setTried] = useState(false);
  const { problem, busy, run } = useProblem();
  const programmes = [
    ...new Map(
      (known.data?.pages.flatMap((page) => page.items) ?? [])
        .filter((round) => round.unitId === unitId)
        .map((round) => [round.programmeId, round.programmeName]),
    ),
  ];
  const programme = form.programme ?? programmes[0]?.[0] ?? newProgramme;
  const set = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch });
  const missing = (value: string): string | undefined => (tried && !value.trim() ? t('rounds.fill_in') : undefined);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    const { opensAt, closesAt } = form;
    if (!unitId || !opensAt || !closesAt || !form.name.trim() || !form.code.trim()) return;
    await run(async () => {
      const round = await createRound({
        ...(programme === newProgramme ? { programmeName: form.programmeName } : { programmeId: programme }),
        code: form.code.trim(),
        name: form.name,
        year: Number(form.year),
        unitId,
        template,
        opensAt,
        closesAt,
      });
      queries.setQueryData(roundQuery(round.id).queryKey, round);
      await queries.invalidateQueries({ queryKey: ['rounds'] });
      await navigate({ to: '/rounds/$id', params: { id: round.id }, search: { step: 'chain' } });
    });
  }

  return (
    <Page title={t('rounds.new')} breadcrumb={[{ label: t('rounds.nav'), to: '/rounds' }]} lead={t('rounds.new_lead')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Section title={t('rounds.template')} hint={t('rounds.template_hint')}>
          {templates.isPending && <Skeletons rows={2} height={180} />}
          {templates.error && (
            <ProblemAlert problem={asProblem(templates.error)} onRetry={() => void templates.refetch()} />
          )}
          <Radio.Group
            value={template}
            onChange={(value) => setTemplate(value as TemplateCode)}
            aria-label={t('rounds.template')}
          >
            <div className={css.templates}>
              {templates.data?.items.map((one) => (
                <div key={one.code} className={css.template} data-chosen={one.code === template || undefined}>
                  <Radio
                    value={one.code}
                    label={currentLanguage() === 'vi' ? one.nameVi : one.nameEn}
                    classNames={{ label: css.templateName }}
                  />
                  <p className={grid.muted}>{t(`rounds.template_${one.code}`)}</p>
                  <ChainSteps chain={one.chain} from={t('rounds.unit_submits')} />
                </div>
              ))}
            </div>
          </Radio.Group>
        </Section>
        <Section title={t('rounds.step_info')}>
          <Stack gap="md">
            <TextInput
              label={t('rounds.name')}
              required
              maxLength={300}
              value={form.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              error={missing(form.name) ?? problem?.field('name')}
            />
            <div className={`${grid.grid} ${grid.spaced}`}>
              <TextInput
                label={t('rounds.code')}
                required
                maxLength={41}
                value={form.code}
                error={missing(form.code) ?? problem?.field('code')}
                onChange={(event) => set({ code: event.currentTarget.value.toUpperCase().replace(/[\s_]+/g, '-') })}
              />
              <TextInput
                label={t('rounds.year')}
                required
                inputMode="numeric"
                maxLength={4}
                value={form.year}
                error={problem?.field('year')}
                onChange={(event) => set({ year: event.currentTarget.value.replace(/\D/g, '') })}
              />
            </div>
            <p className={grid.muted} style={{ margin: 0 }}>
              {t('rounds.code_used')}
            </p>
            <UnitPicker
              label={t('rounds.unit')}
              description={t('rounds.unit_hint')}
              required
              value={unitId}
              onChange={setUnitId}
              error={(tried && !unitId ? t('rounds.fill_in') : undefined) ?? problem?.field('unitId')}
            />
            {programmes.length > 0 && (
              <Select
                label={t('rounds.programme')}
                allowDeselect={false}
                value={programme}
                error={problem?.field('programmeId')}
                data={[
                  ...programmes.map(([value, label]) => ({ value, label })),
                  { value: newProgramme, label: t('rounds.programme_new') },
                ]}
                onChange={(chosen) => set({ programme: chosen })}
              />
            )}
            {programme === newProgramme && (
              <TextInput
                label={programmes.length ? t('rounds.programme_name') : t('rounds.programme')}
                required
                maxLength={300}
                value={form.programmeName}
                onChange={(event) => set({ programmeName: event.currentTarget.value })}
                error={problem?.field('programmeName')}
              />
            )}
            <div className={`${grid.grid} ${grid.spaced}`}>
              <DateTimeField
                label={t('rounds.registration_opens')}
                required
                value={form.opensAt}
                onChange={(opensAt) => set({ opensAt })}
                error={missing(form.opensAt ?? '') ?? problem?.field('opensAt')}
              />
              <DateTimeField
                label={t('rounds.registration_closes')}
                required
                value={form.closesAt}
                onChange={(closesAt) => set({ closesAt })}
                error={missing(form.closesAt ?? '') ?? problem?.field('closesAt')}
              />
            </div>
          </Stack>
          <ProblemAlert problem={problem} />
          <div className={grid.buttons}>
            <Button type="submit" size="md" loading={busy}>
              {t('rounds.create')}
            </Button>
          </div>
          <p className={grid.muted}>{t('rounds.create_hint')}</p>
        </Section>
      </form>
    </Page>
  );
}
