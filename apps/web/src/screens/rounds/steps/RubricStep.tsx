import { Alert } from '@mantine/core';
import { formatNumber, t, textOf } from '../../../i18n';
import { Facts } from '../../../ui/Facts';
import { Section } from '../../../ui/Section';
import { freeCode, useEditor } from '../editor';
import { ChoiceField, CodeField, DecimalField, TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { sameNumber, sumOf } from '../numbers';
import { codesOf, leavesOf, sumOfKind } from '../rubrics';
import { type Criterion, criterionKinds, type Rubric } from '../types';

const kindOf = (kind: string): string => textOf(`rounds.criterion_${kind}`) ?? kind;
const digits = ['0', '1', '2'] as const;

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
        blank={() => ({ code: freeCode('BO_TIEU_CHI', rules.rubrics.map((rubric) => rubric.code)), name: '', criteria: [], bands: [] })}
      >
        {(rubric, change, path) => <RubricEditor rubric={rubric} change={change} path={path} />}
      </ItemList>
    </Section>
  );
}

function rubricWords(rubric: Rubric): string {
  const bonus = sumOfKind(rubric, 'BONUS');
  return [
    t('rounds.rubric_points', { n: leavesOf(rubric.criteria).length, points: formatNumber(sumOfKind(rubric, 'POINTS')) }),
    sameNumber(bonus, '0') ? null : t('rounds.rubric_bonus', { points: formatNumber(bonus) }),
    leavesOf(rubric.criteria).some((leaf) => leaf.kind === 'GATE') ? t('rounds.rubric_gate') : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

function RubricEditor({ rubric, change, path }: { rubric: Rubric; change: (patch: Partial<Rubric>) => void; path: string }) {
  const { error } = useEditor();
  const bands = [...rubric.bands].sort((a, b) => Number(b.min) - Number(a.min));
  return (
    <>
      <TextField label={t('rounds.f_name')} path={`${path}.name`} value={rubric.name} onChange={(name) => change({ name })} />
      <h3 className={grid.subtitle}>{t('rounds.f_criteria')}</h3>
      {error(`${path}.criteria`) && <Alert color="red" mb="sm">{error(`${path}.criteria`)}</Alert>}
      <Criteria criteria={rubric.criteria} taken={codesOf(rubric.criteria)} path={`${path}.criteria`} depth={0} onChange={(criteria) => change({ criteria })} />
      <Facts
        facts={[
          [t('rounds.sum_points'), t('rounds.points', { n: formatNumber(sumOfKind(rubric, 'POINTS')) })],
          [t('rounds.sum_bonus'), sameNumber(sumOfKind(rubric, 'BONUS'), '0') ? null : t('rounds.points', { n: formatNumber(sumOfKind(rubric, 'BONUS')) })],
        ]}
      />
      <h3 className={grid.subtitle}>{t('rounds.f_bands')}</h3>
      {bands.length > 0 && <p>{bands.map((band) => t('rounds.band_from', { name: band.name, min: formatNumber(band.min) })).join(' · ')}</p>}
      <ItemList
        inner
        items={rubric.bands}
        path={`${path}.bands`}
        label={t('rounds.f_bands')}
        title={(band) => band.name}
        mark={(band) => `≥ ${formatNumber(band.min)}`}
        onChange={(items) => change({ bands: items })}
        addLabel={t('rounds.add_band')}
        blank={() => ({ code: freeCode('MUC', rubric.bands.map((band) => band.code)), name: '', min: '0' })}
      >
        {(band, changeBand, place) => (
          <div className={grid.grid}>
            <TextField label={t('rounds.f_name')} path={`${place}.name`} value={band.name} onChange={(name) => changeBand({ name })} />
            <DecimalField label={t('rounds.f_min')} path={`${place}.min`} value={band.min} onChange={(min) => changeBand({ min })} />
            <CodeField path={`${place}.code`} value={band.code} onChange={(code) => changeBand({ code })} />
          </div>
        )}
      </ItemList>
      <CodeField path={`${path}.code`} value={rubric.code} onChange={(code) => change({ code })} />
    </>
  );
}

interface CriteriaProps {
  criteria: readonly Criterion[];
  taken: readonly string[];
  path: string;
  depth: number;
  onChange: (criteria: Criterion[]) => void;
}

function Criteria({ criteria, taken, path, depth, onChange }: CriteriaProps) {
  return (
    <ItemList
      inner
      items={criteria}
      path={path}
      label={t('rounds.f_criteria')}
      title={(criterion) => criterion.name}
      mark={(criterion) => (criterion.kind === 'GATE' ? '!' : `${criterion.kind === 'BONUS' ? '+' : ''}${formatNumber(criterion.max)}`)}
      summary={(criterion) =>
        [
          kindOf(criterion.kind),
          criterion.kind === 'GATE' || criterion.children?.length ? null : criterion.step ? t('rounds.by_step', { step: formatNumber(criterion.step) }) : t('rounds.any_mark'),
          criterion.children?.length ? t('rounds.has_children', { n: criterion.children.length }) : null,
        ]
          .filter(Boolean)
          .join(' · ')
      }
      onChange={onChange}
      addLabel={depth === 0 ? t('rounds.add_criterion') : t('rounds.add_child')}
      blank={(): Criterion => ({ code: freeCode('TIEU_CHI', taken), name: '', kind: 'POINTS', max: '10', step: '0.5', decimals: 1 })}
    >
      {(criterion, change, place) => <CriterionEditor criterion={criterion} change={change} path={place} taken={taken} depth={depth} />}
    </ItemList>
  );
}

interface CriterionProps {
  criterion: Criterion;
  change: (patch: Partial<Criterion>) => void;
  path: string;
  taken: readonly string[];
  depth: number;
}

function CriterionEditor({ criterion, change, path, taken, depth }: CriterionProps) {
  const { error } = useEditor();
  const children = criterion.children ?? [];
  const sum = sumOf(children.map((child) => child.max));
  return (
    <>
      <TextField label={t('rounds.f_name')} path={`${path}.name`} value={criterion.name} onChange={(name) => change({ name })} />
      <TextField label={t('rounds.f_help')} description={t('rounds.criterion_help_hint')} path={`${path}.help`} value={criterion.help ?? ''} onChange={(help) => change({ help: help || undefined })} lines={2} />
      <div className={grid.grid}>
        <ChoiceField
          label={t('rounds.f_kind_criterion')} path={`${path}.kind`} value={criterion.kind}
          options={criterionKinds.map((value) => ({ value, label: kindOf(value) }))}
          onChange={(kind) => change({ kind, ...(kind === 'GATE' ? { max: '1', step: null, decimals: 0 as const } : {}) })}
        />
        {criterion.kind !== 'GATE' && (
          <>
            <DecimalField label={t('rounds.f_max')} path={`${path}.max`} value={criterion.max} onChange={(max) => change({ max })} />
            {children.length === 0 && (
              <>
                <DecimalFieldOrNone criterion={criterion} change={change} path={path} />
                <ChoiceField
                  label={t('rounds.f_decimals')} path={`${path}.decimals`} value={String(criterion.decimals) as (typeof digits)[number]}
                  options={digits.map((value) => ({ value, label: value }))}
                  onChange={(value) => change({ decimals: value === '0' ? 0 : value === '1' ? 1 : 2 })}
                />
              </>
            )}
          </>
        )}
      </div>
      {criterion.kind === 'GATE' && <p>{t('rounds.gate_hint')}</p>}
      {children.length > 0 && !sameNumber(sum, criterion.max) && (
        <Alert color="amber" mt="sm">{t('rounds.sum_differs', { sum: formatNumber(sum), max: formatNumber(criterion.max) })}</Alert>
      )}
      {error(`${path}.children`) && <Alert color="red" mt="sm">{error(`${path}.children`)}</Alert>}
      {depth < 2 && criterion.kind !== 'GATE' && (
        <>
          <h3 className={grid.subtitle}>{t('rounds.f_children')}</h3>
          <Criteria criteria={children} taken={taken} path={`${path}.children`} depth={depth + 1} onChange={(items) => change({ children: items.length ? items.map((child) => ({ ...child, kind: criterion.kind })) : undefined })} />
        </>
      )}
      <CodeField path={`${path}.code`} value={criterion.code} onChange={(code) => change({ code })} />
    </>
  );
}

/** Empty means: any mark with so many digits. */
function DecimalFieldOrNone({ criterion, change, path }: Pick<CriterionProps, 'criterion' | 'change' | 'path'>) {
  const options = ['', '0.25', '0.5', '1', '5'];
  return (
    <ChoiceField
      label={t('rounds.f_step')} path={`${path}.step`} value={criterion.step ?? ''}
      options={[...new Set([...options, criterion.step ?? ''])].map((value) => ({ value, label: value ? formatNumber(value) : t('rounds.any_mark') }))}
      onChange={(step) => change({ step: step || null })}
    />
  );
}
