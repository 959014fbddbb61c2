import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { t } from '../../../i18n';
import type { Contribution, Entry } from '../api';
import { AmountInput } from './AmountInput';
import css from './Editor.module.css';

const QUALIFIERS = ['EXACT', 'OVER', 'ABOUT'] as const;

/** What people gave, in figures: kind, how exact, how much, a note. */
export function Contributions({
  entry,
  rows,
  errorOf,
  onChange,
}: {
  entry: Pick<Entry, 'contributionKinds'>;
  rows: Contribution[];
  errorOf: (field: string) => string | undefined;
  onChange: (rows: Contribution[]) => void;
}) {
  const kinds = entry.contributionKinds;
  const change = (index: number, part: Partial<Contribution>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const free = kinds.find((kind) => !rows.some((row) => row.kind === kind.code)) ?? kinds[0];
  return (
    <>
      {rows.length === 0 && <p className={css.dim}>{t('entries.figures_none')}</p>}
      <ol className={css.figures}>
        {rows.map((row, index) => (
          <li
            key={index}
            id={`figure-${index}`}
            className={css.figure}
            tabIndex={-1}
            aria-label={t('entries.figure_n', { n: index + 1 })}
          >
            <NativeSelect
              label={t('entries.figure_kind')}
              value={row.kind}
              error={errorOf(`contributions.${index}.kind`)}
              onChange={(event) => change(index, { kind: event.currentTarget.value })}
              data={kinds.map(({ code, name, unit }) => ({ value: code, label: `${name} (${unit})` }))}
            />
            <NativeSelect
              label={t('entries.figure_qualifier')}
              value={row.qualifier}
              onChange={(event) => {
                const qualifier = QUALIFIERS.find((one) => one === event.currentTarget.value);
                if (qualifier) change(index, { qualifier });
              }}
              data={QUALIFIERS.map((value) => ({ value, label: t(`entries.qualifier_${value}`) }))}
            />
            <AmountInput
              label={t('entries.figure_amount')}
              required
              unit={kinds.find((kind) => kind.code === row.kind)?.unit ?? ''}
              value={row.amount}
              error={errorOf(`contributions.${index}.amount`)}
              onChange={(amount) => change(index, { amount })}
            />
            <TextInput
              label={t('entries.figure_note')}
              maxLength={500}
              value={row.note}
              onChange={(event) => change(index, { note: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              color="gray"
              aria-label={t('entries.figure_remove', { n: index + 1 })}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              {t('common.remove')}
            </Button>
          </li>
        ))}
      </ol>
      {free && rows.length < 50 && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange([...rows, { kind: free.code, qualifier: 'EXACT', amount: '', note: '' }])}
        >
          {t('entries.figure_add')}
        </Button>
      )}
    </>
  );
}
