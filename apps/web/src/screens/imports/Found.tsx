import { useState } from 'react';
import { Button } from '@mantine/core';
import { formatNumber, t } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { Section } from '../../ui/Section';
import type { ImportPlan } from './api';
import css from './imports.module.css';

/** Step 1: what was found in the file, and which old texts were converted. */
export function Found({ plan }: { plan: ImportPlan }) {
  const [open, setOpen] = useState(false);
  const { headerTop: top, headerBottom: bottom } = plan;
  return (
    <Section title={t('imports.step_found')}>
      <Facts
        facts={[
          [t('imports.sheet'), plan.sheet],
          [
            t('imports.header'),
            top === bottom ? t('imports.header_row', { top }) : t('imports.header_rows', { top, bottom }),
          ],
          [t('imports.registrations'), formatNumber(plan.counts.rows)],
          [t('imports.skipped'), plan.counts.skipped > 0 ? formatNumber(plan.counts.skipped) : null],
        ]}
      />
      {plan.skipped.length > 0 && (
        <>
          <Button variant="subtle" px={0} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('imports.skipped_show', { n: formatNumber(plan.counts.skipped) })}
          </Button>
          {open && (
            <ul className={css.list}>
              {plan.skipped.map(({ row, kind, text }) => (
                <li key={row} className={css.body}>
                  {t('imports.row', { n: formatNumber(row) })} ({t(`imports.skip_${kind}`)}): {text}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {plan.encodings.length > 0 && (
        <>
          <h3 className={css.subtitle}>{t('imports.encodings')}</h3>
          <p className={css.dim}>{t('imports.encodings_hint')}</p>
          {plan.encodings.map(({ letters, encoding, cells, samples }) => (
            <div key={`${letters} ${encoding}`}>
              <p className={css.name}>
                {t('imports.encoding_cells', {
                  letters,
                  encoding: t(`imports.encoding_${encoding}`),
                  n: formatNumber(cells),
                })}
              </p>
              {samples.map(({ before, after }) => (
                <div key={before} className={css.pair}>
                  <del>{before}</del>
                  <ins style={{ textDecoration: 'none' }}>→ {after}</ins>
                </div>
              ))}
            </div>
          ))}
        </>
      )}
    </Section>
  );
}
