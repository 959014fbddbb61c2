import { useState } from 'react';
import { NumberInput } from '@mantine/core';
import { t, textOf } from '../../../i18n';
import { EmptyState } from '../../../ui/EmptyState';
import { Facts } from '../../../ui/Facts';
import { Section } from '../../../ui/Section';
import { patchAt, useEditor } from '../editor';
import { ChoiceField, FlagField, FractionField } from '../fields';
import grid from '../Grid.module.css';
import { presentNeeded, votesNeeded } from '../numbers';
import { type StageRule, votingBases, type VotingRule } from '../types';
import { quorumWords, thresholdWords } from '../words';

export function VotingStep() {
  const { rules, edit } = useEditor();
  const voting = rules.chain.flatMap((stage, index) => (stage.voting ? [{ stage, index, rule: stage.voting }] : []));
  if (voting.length === 0)
    return (
      <Section title={t('rounds.step_voting')}>
        <EmptyState title={t('rounds.no_council')} hint={t('rounds.no_council_hint')} />
      </Section>
    );
  return voting.map(({ stage, index, rule }) => (
    <Voting
      key={index}
      stage={stage}
      rule={rule}
      path={`chain.${index}.voting`}
      change={(patch) =>
        edit((before) => ({ ...before, chain: patchAt(before.chain, index, { voting: { ...rule, ...patch } }) }))
      }
    />
  ));
}

const comparisons = ['AT_LEAST', 'MORE_THAN'] as const;

interface Props {
  stage: StageRule;
  rule: VotingRule;
  path: string;
  change: (patch: Partial<VotingRule>) => void;
}

function Voting({ stage, rule, path, change }: Props) {
  const { readOnly } = useEditor();
  const [people, setPeople] = useState(9);
  const tries = [...new Set([people, 7, 9, 11, 15])].sort((a, b) => a - b);
  return (
    <Section title={t('rounds.voting_of_stage', { stage: stage.name })} hint={t('rounds.voting_hint')}>
      <p>
        <strong>{thresholdWords(rule, people)}</strong>
        <br />
        {quorumWords(rule, people)}
        <br />
        {t(rule.secret ? 'rounds.vote_secret' : 'rounds.vote_open')}{' '}
        {t(rule.writtenAllowed ? 'rounds.vote_written' : 'rounds.vote_in_room')}
      </p>
      {!readOnly && (
        <>
          <div className={grid.grid}>
            <FractionField
              label={t('rounds.f_threshold')}
              path={`${path}.threshold`}
              value={rule.threshold}
              description={t('rounds.fraction_hint')}
              onChange={(threshold) => change({ threshold })}
            />
            <ChoiceField
              label={t('rounds.f_comparison')}
              description={t('rounds.comparison_hint')}
              path={`${path}.comparison`}
              value={rule.comparison}
              options={comparisons.map((value) => ({
                value,
                label: t(value === 'AT_LEAST' ? 'rounds.voting_at_least' : 'rounds.voting_more_than'),
              }))}
              onChange={(comparison) => change({ comparison })}
            />
          </div>
          <div className={grid.grid}>
            <ChoiceField
              label={t('rounds.f_base')}
              description={t('rounds.base_hint')}
              path={`${path}.base`}
              value={rule.base}
              options={votingBases.map((value) => ({ value, label: textOf(`rounds.voting_of_${value}`) ?? value }))}
              onChange={(base) => change({ base })}
            />
            <FractionField
              label={t('rounds.f_quorum')}
              path={`${path}.quorum`}
              value={rule.quorum}
              description={t('rounds.quorum_hint')}
              onChange={(quorum) => change({ quorum })}
            />
          </div>
          <div className={grid.grid}>
            <FlagField
              label={t('rounds.f_secret')}
              path={`${path}.secret`}
              value={rule.secret}
              onChange={(secret) => change({ secret })}
            />
            <FlagField
              label={t('rounds.f_written')}
              path={`${path}.writtenAllowed`}
              value={rule.writtenAllowed}
              onChange={(writtenAllowed) => change({ writtenAllowed })}
            />
          </div>
        </>
      )}
      <h3 className={grid.subtitle}>{t('rounds.voting_try')}</h3>
      <NumberInput
        label={t('rounds.voting_people')}
        value={people}
        min={1}
        max={200}
        allowDecimal={false}
        maw="12rem"
        mb="sm"
        onChange={(value) => setPeople(typeof value === 'number' && value >= 1 ? value : 1)}
      />
      <Facts
        facts={tries.map((n) => [
          t('rounds.n_people', { n }),
          t('rounds.voting_needs', { votes: votesNeeded(rule, n), present: presentNeeded(rule.quorum, n) }),
        ])}
      />
    </Section>
  );
}
