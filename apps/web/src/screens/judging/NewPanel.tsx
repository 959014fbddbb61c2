import { Alert, Button, Checkbox, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useIdempotencyKey } from '../../api/client';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import type { RoundDetail } from '../rounds/types';
import { candidatesQuery, createPanel } from './board-api';

/** A new panel for the round's scoring stage; leads on to its board. */
export function NewPanel({ round, onClose }: { round: RoundDetail; onClose: () => void }) {
  const candidates = useQuery(candidatesQuery(round.id));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [key] = useIdempotencyKey();
  const { problem, busy, run } = useProblem();
  const stage = round.rules.chain.find((one) => one.kind === 'SCORING');
  const [name, setName] = useState('Ban giám khảo');
  const [members, setMembers] = useState<string[]>([]);
  const [chair, setChair] = useState<string | null>(null);
  const [categories, setCategories] = useState<string[]>([]);
  const judges = candidates.data?.items ?? [];

  async function save(): Promise<void> {
    await run(async () => {
      const body = { name, stageCode: stage?.code ?? '', categoryCodes: categories, chairId: chair, memberIds: members };
      const panel = await createPanel(round.id, body, key);
      await queries.invalidateQueries({ queryKey: ['panels', round.id] });
      await navigate({ to: '/rounds/$id/panels/$panelId', params: { id: round.id, panelId: panel.id } });
    });
  }
  return (
    <Section title={t('judging.panel_new')}>
      <Stack gap="md">
        <TextInput label={t('judging.panel_name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={problem?.field('name')} maxLength={200} withAsterisk />
        {candidates.data && judges.length === 0 && <Alert color="amber">{t('judging.panel_no_candidates')}</Alert>}
        {judges.length > 0 && (
          <Checkbox.Group label={t('judging.panel_members')} description={t('judging.panel_members_hint')} value={members} onChange={setMembers} error={problem?.field('memberIds')} withAsterisk>
            <Stack gap="xs" mt="xs">
              {judges.map((judge) => (
                <Checkbox key={judge.id} value={judge.id} label={judge.fullName} description={[judge.title, judge.unitName].filter(Boolean).join(' · ')} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Select
          label={t('judging.panel_chair')}
          clearable
          value={chair}
          onChange={setChair}
          data={judges.filter((judge) => members.includes(judge.id)).map((judge) => ({ value: judge.id, label: judge.fullName }))}
          error={problem?.field('chairId')}
        />
        <MultiSelect
          label={t('judging.panel_categories')}
          description={t('judging.panel_categories_hint')}
          value={categories}
          onChange={setCategories}
          data={round.rules.categories.map((category) => ({ value: category.code, label: category.name }))}
          clearable
        />
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} disabled={members.length === 0} onClick={() => void save()}>
            {t('judging.panel_new')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
