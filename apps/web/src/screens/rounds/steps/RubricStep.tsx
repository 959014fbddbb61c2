import { Alert } from '@mantine/core';
import { formatNumber, t } from '../../../i18n';
import { Facts } from '../../../ui/Facts';
import { Section } from '../../../ui/Section';
import { freeCode, useEditor } from '../editor';
import { CodeField, DecimalField, TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { sameNumber } from '../numbers';
import { codesOf, leavesOf, sumOfKind } from '../rubrics';
import type { Rubric } from '../types';
import { Criteria } from './Criteria';

export function RubricStep() {
  const { rules, edit } = useEditor();
  return (
    <Section title={t('rounds.step_rubrics')} hint={t('rounds.rubrics_hint')}>
      <ItemList
        items={rules.rubrics}
        path="rubrics"
        label={t('rounds.step_rubrics')}
        title={(rubric) => rubric.name}
        mark={(rubric) => formatNumber(sumOfKind(rubric, 'POINTS'))}
        summary={rubricWords}
        onChange={(rubrics) => edit((before) => ({ ...before, rubrics }))}
        addLabel={t('rounds.add_rubric')}
        blank={() => ({
          code: freeCode(
            'BO_TIEU_CHI',
            rules.rubrics.map((rubric) => rubric.code),
          ),
          name: '',
          criteria: [],
          bands: [],
        })}
      >
        {(rubric, change, path) => <RubricEditor rubric={rubric} change={change} path={path} />}
      </ItemList>
    </Section>
  );
}

function rubricWords(rubric: Rubric): string {
  const bonus = sumOfKind(rubric, 'BONUS');
  return [
    t('rounds.rubric_points', {
      n: leavesOf(rubric.criteria).length,
      points: formatNumber(sumOfKind(rubric, 'POINTS')),
    }),
    sameNumber(bonus, '0') ? null : t('rounds.rubric_bonus', { points: formatNumber(bonus) }),
    leavesOf(rubric.criteria).some((leaf) => leaf.kind === 'GATE') ? t('rounds.rubric_gate') : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

function RubricEditor({
  rubric,
  change,
  path,
}: {
  rubric: Rubric;
  change: (patch: Partial<Rubric>) => void;
  path: string;
}) {
  const { error } = useEditor();
  const bands = [...rubric.bands].sort((a, b) => Number(b.min) - Number(a.min));
  return (
    <>
      <TextField
        label={t('rounds.f_name')}
        path={`${path}.name`}
        value={rubric.name}
        onChange={(name) => change({ name })}
      />
      <h3 className={grid.subtitle}>{t('rounds.f_criteria')}</h3>
      {error(`${path}.criteria`) && (
        <Alert color="red" mb="sm">
          {error(`${path}.criteria`)}
        </Alert>
      )}
      <Criteria
        criteria={rubric.criteria}
        taken={codesOf(rubric.criteria)}
        path={`${path}.criteria`}
        depth={0}
        onChange={(criteria) => change({ criteria })}
      />
      <Facts
        facts={[
          [t('rounds.sum_points'), t('rounds.points', { n: formatNumber(sumOfKind(rubric, 'POINTS')) })],
          [
            t('rounds.sum_bonus'),
            sameNumber(sumOfKind(rubric, 'BONUS'), '0')
              ? null
              : t('rounds.points', { n: formatNumber(sumOfKind(rubric, 'BONUS')) }),
          ],
        ]}
      />
      <h3 className={grid.subtitle}>{t('rounds.f_bands')}</h3>
      {bands.length > 0 && (
        <p>
          {bands.map((band) => t('rounds.band_from', { name: band.name, min: formatNumber(band.min) })).join(' · ')}
        </p>
      )}
      <ItemList
        inner
        flat
        items={rubric.bands}
        path={`${path}.bands`}
        label={t('rounds.f_bands')}
        title={(band) => band.name}
        mark={(band) => `≥ ${formatNumber(band.min)}`}
        onChange={(items) => change({ bands: items })}
        addLabel={t('rounds.add_band')}
        blank={() => ({
          code: freeCode(
            'MUC',
            rubric.bands.map((band) => band.code),
          ),
          name: '',
          min: '0',
        })}
      >
        {(band, changeBand, place) => (
          <div className={grid.grid}>
            <TextField
              label={t('rounds.f_name')}
              path={`${place}.name`}
              value={band.name}
              onChange={(name) => changeBand({ name })}
            />
            <DecimalField
              label={t('rounds.f_min')}
              path={`${place}.min`}
              value={band.min}
              onChange={(min) => changeBand({ min })}
            />
            <CodeField path={`${place}.code`} value={band.code} onChange={(code) => changeBand({ code })} />
          </div>
        )}
      </ItemList>
      <CodeField path={`${path}.code`} value={rubric.code} onChange={(code) => change({ code })} />
    </>
  );
}
