import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Facts } from '../../ui/Facts';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { roundQuery } from '../rounds/api';
import { panelsQuery } from './board-api';
import { NewPanel } from './NewPanel';

export default function Panels() {
  const { id } = useParams({ from: '/app/rounds/$id/panels' });
  const round = useQuery(roundQuery(id));
  const panels = useQuery(panelsQuery(id));
  const [adding, setAdding] = useState(false);
  const problem = round.error ?? panels.error;
  const categoryName = (code: string): string => round.data?.rules.categories.find((category) => category.code === code)?.name ?? code;
  const add = adding || !round.data ? null : <Button onClick={() => setAdding(true)}>{t('judging.panel_new')}</Button>;
  return (
    <Page title={t('judging.panels')} lead={round.data?.name} breadcrumb={[{ label: round.data?.code ?? '…', to: `/rounds/${id}` }]} actions={add}>
      {problem && <ProblemAlert problem={asProblem(problem)} />}
      {panels.isPending && <Skeletons rows={3} />}
      {adding && round.data && <NewPanel round={round.data} onClose={() => setAdding(false)} />}
      {panels.data?.items.length === 0 && !adding && (
        <div className="dvk-card">
          <EmptyState title={t('judging.panels_empty')} hint={t('judging.panels_empty_hint')} action={add} />
        </div>
      )}
      {panels.data?.items.map((panel) => (
        <Section
          key={panel.id}
          title={panel.name}
          actions={
            <LinkButton to="/rounds/$id/panels/$panelId" params={{ id, panelId: panel.id }} variant={panel.can.includes('assign') ? 'filled' : 'default'}>
              {t('judging.panel_assign')}
            </LinkButton>
          }
        >
          <Facts
            facts={[
              [t('judging.panel_members'), panel.members.map((member) => member.fullName + (member.id === panel.chairId ? ` (${t('judging.panel_chair')})` : '')).join(', ')],
              [t('judging.panel_categories'), panel.categoryCodes.length === 0 ? t('judging.panel_all_categories') : panel.categoryCodes.map(categoryName).join(', ')],
              [t('judging.mark'), t('judging.panel_signed', { signed: formatNumber(panel.signed), sheets: formatNumber(panel.sheets) })],
            ]}
          />
        </Section>
      ))}
    </Page>
  );
}
