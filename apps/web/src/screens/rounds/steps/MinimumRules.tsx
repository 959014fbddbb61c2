import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { useEditor } from '../editor';
import { ChoiceField, TextField, WholeField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import type { RoundRules } from '../types';

type Rule = NonNullable<RoundRules['minimum']>['perUnit'][number];
type Item = Rule & { code: string };
const KINDS = ['DISTRICT', 'COMMUNE', 'RESIDENTIAL', 'AGENCY', 'ARMED_FORCE', 'MASS_ORGANISATION'] as const;

/** How many entries a unit of each kind has to register. */
export function MinimumRules() {
  const { rules, edit, readOnly } = useEditor();
  const items: Item[] = (rules.minimum?.perUnit ?? []).map((rule) => ({ ...rule, code: rule.kind }));
  const free = KINDS.find((kind) => !items.some((item) => item.kind === kind));
  if (readOnly && items.length === 0) return null;
  const change = (perUnit: Rule[]): void =>
    edit((before) => {
      const { minimum: _, ...rest } = before;
      return perUnit.length > 0 ? { ...rest, minimum: { perUnit } } : rest;
    });
  return (
    <Section title={t('review.rule_minimum')} hint={t('review.rule_minimum_hint')}>
      <ItemList
        items={items}
        path="minimum.perUnit"
        label={t('review.rule_minimum')}
        title={(item) => `${t(`review.kind_${item.kind}`)}: ${item.min}`}
        onChange={(next) => change(next.map(({ kind, min, source }) => ({ kind, min, ...(source ? { source } : {}) })))}
        addLabel={t('review.rule_minimum_add')}
        blank={(): Item => ({ code: free ?? 'COMMUNE', kind: free ?? 'COMMUNE', min: 1 })}
      >
        {(item, changeItem, path) => (
          <div className={grid.grid}>
            <ChoiceField
              label={t('review.rule_minimum_kind')}
              path={`${path}.kind`}
              value={item.kind}
              options={KINDS.map((value) => ({ value, label: t(`review.kind_${value}`) }))}
              onChange={(kind) => changeItem({ kind })}
            />
            <WholeField
              label={t('review.rule_minimum_n')}
              path={`${path}.min`}
              value={item.min}
              onChange={(min) => changeItem({ min: min ?? 1 })}
            />
            <TextField
              label={t('review.rule_minimum_source')}
              path={`${path}.source`}
              value={item.source ?? ''}
              onChange={(source) => changeItem({ source })}
            />
          </div>
        )}
      </ItemList>
    </Section>
  );
}
