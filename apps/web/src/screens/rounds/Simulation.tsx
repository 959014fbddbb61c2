import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { UnitPicker } from '../../ui/UnitPicker';
import { unitQuery } from '../admin/api';
import { ChainSteps } from './ChainSteps';
import { useEditor } from './editor';
import grid from './Grid.module.css';
import type { StageRule } from './types';
import { chainLevels, levelName, pathOf } from './words';

/** Which way an entry takes: the usual places, and any unit of the tree. Levels without a unit above are skipped. */
export function Simulation({ unitId }: { unitId: string }) {
  const { rules } = useEditor();
  const [picked, setPicked] = useState<string | null>(null);
  const district = chainLevels(rules).includes('DISTRICT');
  const middle = district ? ['DISTRICT'] : [];
  const usual = [
    { label: t('rounds.from_residential'), ancestors: ['COMMUNE', ...middle, 'PROVINCE'] },
    { label: t('rounds.from_commune'), ancestors: [...middle, 'PROVINCE'] },
    ...(district ? [{ label: t('rounds.from_district_body'), ancestors: ['DISTRICT', 'PROVINCE'] }] : []),
    { label: t('rounds.from_agency'), ancestors: ['PROVINCE'] },
  ];
  return (
    <Section title={t('rounds.simulation')} hint={t('rounds.simulation_hint')}>
      <div className={grid.paths}>
        {usual.map(({ label, ancestors }) => (
          <Path
            key={label}
            label={label}
            stages={pathOf(rules, ancestors)}
            skipped={rules.chain.length - pathOf(rules, ancestors).length}
          />
        ))}
        <div className={grid.path}>
          <UnitPicker label={t('rounds.simulation_unit')} value={picked} onChange={setPicked} within={unitId} />
          {picked && <PathOfUnit id={picked} />}
        </div>
      </div>
    </Section>
  );
}

function Path({ label, stages, skipped }: { label: string; stages: StageRule[]; skipped: number }) {
  const days = stages.reduce((sum, stage) => sum + stage.days, 0);
  return (
    <div className={grid.path}>
      <ChainSteps chain={stages} short from={label} />
      <p className={grid.muted}>
        {t('rounds.simulation_days', { n: days })}
        {skipped > 0 && ` · ${t('rounds.simulation_skips', { n: skipped })}`}
      </p>
    </div>
  );
}

function PathOfUnit({ id }: { id: string }) {
  const { rules } = useEditor();
  const { data, error } = useQuery(unitQuery(id));
  if (error) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  // Only places count: an agency above an agency is no level of appraisal.
  const ancestors = data.ancestors.filter((unit) => unit.kind === unit.level).map((unit) => unit.level as string);
  const stages = pathOf(rules, ancestors);
  const skipped = rules.chain.filter((stage) => !stages.includes(stage));
  return (
    <>
      <p className={grid.muted}>{data.ancestors.map((unit) => unit.name).join(' › ')}</p>
      <Path label={data.name} stages={stages} skipped={0} />
      {skipped.length > 0 && (
        <p className={grid.muted}>
          {t('rounds.simulation_skipped', { levels: skipped.map((stage) => levelName(stage.level)).join(', ') })}
        </p>
      )}
    </>
  );
}
