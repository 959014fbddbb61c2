import { Select } from '@mantine/core';
import { t, textOf } from '../../i18n';
import type { ImportColumn, ImportPlan } from './api';
import css from './imports.module.css';

const GENERAL = [
  'NUMBER',
  'TITLE',
  'SUBJECT',
  'UNIT',
  'COMMUNE',
  'DISTRICT',
  'PROVINCE',
  'FIELD',
  'TYPE',
  'RENEWAL',
  'START',
  'IGNORE',
] as const;

/** What each column holds, as it was proposed or changed. */
export function Columns(props: {
  plan: ImportPlan;
  roles: Record<number, string>;
  disabled: boolean;
  onChange: (column: number, role: string) => void;
}) {
  const { plan, roles, disabled, onChange } = props;
  const options = optionsOf(plan.roles);
  return (
    <ul className={css.columns}>
      {plan.columns.map((column) => (
        <li key={column.column} className={css.column}>
          <Select
            label={t('imports.column', { letters: column.letters, label: column.labels.join(' / ') })}
            description={sureness(column, roles[column.column])}
            data={options}
            value={roles[column.column] ?? column.role}
            allowDeselect={false}
            searchable
            disabled={disabled}
            onChange={(role) => role && onChange(column.column, role)}
          />
          {column.samples.length > 0 && (
            <p className={css.dim}>{t('imports.samples', { samples: column.samples.join(' · ') })}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

function sureness(column: ImportColumn, role: string | undefined): string {
  if (role !== undefined && role !== column.role) return t('imports.sure');
  return t(column.confidence >= 0.8 ? 'imports.sure' : column.confidence > 0 ? 'imports.unsure' : 'imports.unknown');
}

function optionsOf(roles: ImportPlan['roles']) {
  const of = (prefix: string, words: (name: string) => string) =>
    roles
      .filter(({ role }) => role.startsWith(prefix))
      .map(({ role, label }) => ({ value: role, label: words(textOf(`imports.type_${label}`) ?? label) }));
  return [
    {
      group: t('imports.group_place'),
      items: GENERAL.map((role) => ({ value: role, label: t(`imports.role_${role}`) })),
    },
    { group: t('imports.group_field'), items: of('FIELD:', (name) => t('imports.role_tick_field', { name })) },
    { group: t('imports.group_type'), items: of('TYPE:', (name) => t('imports.role_tick_type', { name })) },
    { group: t('imports.group_figure'), items: of('CONTRIBUTION:', (name) => t('imports.role_figure', { name })) },
    { group: t('imports.group_content'), items: of('CONTENT:', (name) => t('imports.role_content', { name })) },
  ];
}
