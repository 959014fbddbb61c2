import { Alert, Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import type { RoundDetail } from '../rounds/types';
import { candidatesQuery, type CouncilRole, createCouncil } from './api';
import css from './council.module.css';
import { VotingRuleBox } from './VotingRuleBox';

/** A new council: who sits in it, with which place, by which decision. The voting rule follows the number of people. */
export function NewCouncil({ round, onClose }: { round: RoundDetail; onClose: () => void }) {
  const candidates = useQuery(candidatesQuery(round.id));
  const queries = useQueryClient();
  const { problem, busy, run } = useProblem();
  const stages = round.rules.chain.filter((stage) => stage.kind === 'COUNCIL');
  const [name, setName] = useState<string>(t('council.name_default'));
  const [stageCode, setStageCode] = useState(stages[0]?.code ?? '');
  const [legalBasis, setLegalBasis] = useState('');
  const [places, setPlaces] = useState<Readonly<Record<string, CouncilRole>>>({});
  const people = candidates.data?.items ?? [];
  const members = people.flatMap(({ accountId }) => {
    const role = places[accountId];
    return role ? [{ accountId, role }] : [];
  });
  const rule = stages.find((stage) => stage.code === stageCode)?.voting;

  function place(accountId: string, role: CouncilRole | undefined): void {
    const { [accountId]: _before, ...others } = places;
    setPlaces(role ? { ...others, [accountId]: role } : others);
  }
  async function save(): Promise<void> {
    const done = await run(async () => {
      await createCouncil(round.id, { name, stageCode, legalBasis, members });
      await queries.invalidateQueries({ queryKey: ['councils', round.id] });
    });
    if (done) onClose();
  }
  return (
    <Section title={t('council.new')}>
      {stages.length === 0 && <Alert color="amber">{t('council.no_stage')}</Alert>}
      <Stack gap="md">
        <TextInput label={t('council.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={problem?.field('name')} maxLength={200} withAsterisk />
        {stages.length > 1 && (
          <NativeSelect label={t('council.stage')} value={stageCode} onChange={(event) => setStageCode(event.currentTarget.value)} data={stages.map((stage) => ({ value: stage.code, label: stage.name }))} error={problem?.field('stageCode')} />
        )}
        <Textarea
          label={t('council.legal_basis')}
          description={t('council.legal_basis_hint')}
          autosize
          minRows={2}
          maxLength={1000}
          value={legalBasis}
          onChange={(event) => setLegalBasis(event.currentTarget.value)}
          error={problem?.field('legalBasis')}
        />
        <fieldset className={css.fieldset}>
          <legend>{t('council.members')}</legend>
          <p className={css.dim}>{t('council.members_hint')}</p>
          {candidates.isPending && <Skeletons rows={3} />}
          {candidates.error && <ProblemAlert problem={asProblem(candidates.error)} />}
          {candidates.data && people.length === 0 && <Alert color="amber">{t('council.members_none')}</Alert>}
          <ul className={css.plain}>
            {people.map((person) => (
              <li key={person.accountId} className={css.candidate} data-picked={places[person.accountId] !== undefined}>
                <span className={css.grow}>
                  <strong>{person.fullName}</strong>
                  <span className={css.dim}>{[person.title, person.unitName].filter(Boolean).join(' · ')}</span>
                </span>
                <NativeSelect
                  aria-label={t('council.role_of', { name: person.fullName })}
                  value={places[person.accountId] ?? ''}
                  onChange={(event) => place(person.accountId, person.roles.find((role) => role === event.currentTarget.value))}
                  data={[{ value: '', label: t('council.role_none') }, ...person.roles.map((role) => ({ value: role, label: t(`council.role_${role}`) }))]}
                />
              </li>
            ))}
          </ul>
        </fieldset>
        {rule && members.length > 0 && <VotingRuleBox rule={rule} members={members.length} />}
        {members.length > 0 && !members.some(({ role }) => role === 'CHAIR') && <p className={css.warn}>{t('council.needs_chair')}</p>}
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} disabled={members.length === 0 || !stageCode} onClick={() => void save()}>
            {t('council.new')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
