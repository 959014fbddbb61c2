import { Alert } from '@mantine/core';
import { formatNumber, t, textOf } from '../../../i18n';
import { freeCode, useEditor } from '../editor';
import { ChoiceField, CodeField, DecimalField, TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { sameNumber, sumOf } from '../numbers';
import { type Criterion, criterionKinds } from '../types';

const kindOf = (kind: string): string => textOf(`rounds.criterion_${kind}`) ?? kind;
const digits = ['0', '1', '2'] as const;

interface CriteriaProps {
  criteria: readonly Criterion[];
  taken: readonly string[];
  path: string;
  depth: number;
  onChange: (criteria: Criterion[]) => void;
}

/** Criteria of one depth; each may have others below it, three deep in all. */
export function Criteria({ criteria, taken, path, depth, onChange }: CriteriaProps) {
  return (
    <ItemList
      inner
      items={criteria}
      path={path}
      label={t('rounds.f_criteria')}
      title={(criterion) => criterion.name}
      mark={(criterion) =>
        criterion.kind === 'GATE' ? '!' : `${criterion.kind === 'BONUS' ? '+' : ''}${formatNumber(criterion.max)}`
      }
      summary={(criterion) =>
        [
          kindOf(criterion.kind),
          criterion.kind === 'GATE' || criterion.children?.length
            ? null
            : criterion.step
              ? t('rounds.by_step', { step: formatNumber(criterion.step) })
              : t('rounds.any_mark'),
          criterion.children?.length ? t('rounds.has_children', { n: criterion.children.length }) : null,
        ]
          .filter(Boolean)
          .join(' · ')
      }
      onChange={onChange}
      addLabel={depth === 0 ? t('rounds.add_criterion') : t('rounds.add_child')}
      blank={(): Criterion => ({
        code: freeCode('TIEU_CHI', taken),
        name: '',
        kind: 'POINTS',
        max: '10',
        step: '0.5',
        decimals: 1,
      })}
    >
      {(criterion, change, place) => (
        <CriterionEditor criterion={criterion} change={change} path={place} taken={taken} depth={depth} />
      )}
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
  const { error, readOnly } = useEditor();
  const children = criterion.children ?? [];
  const sum = sumOf(children.map((child) => child.max));
  return (
    <>
      <TextField
        label={t('rounds.f_name')}
        path={`${path}.name`}
        value={criterion.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        label={t('rounds.f_help')}
        description={t('rounds.criterion_help_hint')}
        path={`${path}.help`}
        value={criterion.help ?? ''}
        onChange={(help) => change({ help: help || undefined })}
        lines={2}
      />
      <div className={grid.grid}>
        <ChoiceField
          label={t('rounds.f_kind_criterion')}
          path={`${path}.kind`}
          value={criterion.kind}
          options={criterionKinds.map((value) => ({ value, label: kindOf(value) }))}
          onChange={(kind) =>
            change({ kind, ...(kind === 'GATE' ? { max: '1', step: null, decimals: 0 as const } : {}) })
          }
        />
        {criterion.kind !== 'GATE' && (
          <>
            <DecimalField
              label={t('rounds.f_max')}
              path={`${path}.max`}
              value={criterion.max}
              onChange={(max) => change({ max })}
            />
            {children.length === 0 && (
              <>
                <DecimalFieldOrNone criterion={criterion} change={change} path={path} />
                <ChoiceField
                  label={t('rounds.f_decimals')}
                  path={`${path}.decimals`}
                  value={String(criterion.decimals) as (typeof digits)[number]}
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
        <Alert color="amber" mt="sm">
          {t('rounds.sum_differs', { sum: formatNumber(sum), max: formatNumber(criterion.max) })}
        </Alert>
      )}
      {error(`${path}.children`) && (
        <Alert color="red" mt="sm">
          {error(`${path}.children`)}
        </Alert>
      )}
      {depth < 2 && criterion.kind !== 'GATE' && (!readOnly || children.length > 0) && (
        <>
          <h3 className={grid.subtitle}>{t('rounds.f_children')}</h3>
          <Criteria
            criteria={children}
            taken={taken}
            path={`${path}.children`}
            depth={depth + 1}
            onChange={(items) =>
              change({
                children: items.length ? items.map((child) => ({ ...child, kind: criterion.kind })) : undefined,
              })
            }
          />
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
      label={t('rounds.f_step')}
      path={`${path}.step`}
      value={criterion.step ?? ''}
      options={[...new Set([...options, criterion.step ?? ''])].map((value) => ({
        value,
        label: value ? formatNumber(value) : t('rounds.any_mark'),
      }))}
      onChange={(step) => change({ step: step || null })}
    />
  );
}
