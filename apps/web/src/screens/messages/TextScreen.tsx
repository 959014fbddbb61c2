import { SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { currentLanguage, formatDateTime, t } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type MessageText, textHistoryQuery, textsQuery } from './api';
import css from './messages.module.css';
import { TextForm } from './TextForm';

/** The text of one kind of message in a round, for a language and a way of sending. */
export default function TextScreen() {
  const { id, kind } = useParams({ from: '/app/rounds/$id/messages/$kind' });
  const { locale = 'vi', channel = 'MAIL' } = useSearch({ from: '/app/rounds/$id/messages/$kind' });
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery(textsQuery(id));
  const text = data?.items.find((item) => item.kind === kind && item.locale === locale && item.channel === channel);
  const name = data?.items.find((item) => item.kind === kind && item.locale === currentLanguage())?.name;
  const go = (next: { locale: string; channel: string }): void =>
    void navigate({
      to: '/rounds/$id/messages/$kind',
      params: { id, kind },
      search: {
        ...(next.locale === 'en' ? { locale: 'en' as const } : {}),
        ...(next.channel === 'WEBHOOK' ? { channel: 'WEBHOOK' as const } : {}),
      },
      replace: true,
    });
  return (
    <Page
      title={name ?? t('messages.texts')}
      width="wide"
      lead={text && (text.own ? t('messages.own_text', { n: text.version }) : t('messages.built_in'))}
      breadcrumb={[
        { label: t('rounds.nav'), to: '/rounds' },
        ...(data ? [{ label: data.roundName, to: `/rounds/${id}` }] : []),
        { label: t('messages.texts'), to: `/rounds/${id}/messages` },
      ]}
    >
      {isPending && <Skeletons rows={4} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && (
        <div className={css.bar}>
          <SegmentedControl
            aria-label={t('messages.language')}
            value={locale}
            onChange={(value) => go({ locale: value, channel })}
            data={(['vi', 'en'] as const).map((value) => ({ value, label: t(`messages.${value}`) }))}
          />
          <SegmentedControl
            aria-label={t('messages.channel')}
            value={channel}
            onChange={(value) => go({ locale, channel: value })}
            data={(['MAIL', 'WEBHOOK'] as const).map((value) => ({ value, label: t(`messages.channel_${value}`) }))}
          />
        </div>
      )}
      {data && text && (
        <Stack gap="md">
          <TextForm
            key={`${text.kind} ${locale} ${channel} ${text.version}`}
            roundId={id}
            text={text}
            editable={data.can.includes('edit')}
            gateway={data.gateway}
          />
          <History roundId={id} text={text} />
        </Stack>
      )}
    </Page>
  );
}

function History({ roundId, text }: { roundId: string; text: MessageText }) {
  const { data } = useQuery({ ...textHistoryQuery(roundId, text), enabled: text.version > 0 });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('messages.history')}>
      <Facts
        facts={data.items.map((one) => [
          t('messages.history_line', { n: one.version }),
          [
            one.own ? one.subject : t('messages.history_built_in'),
            one.savedBy,
            one.savedAt ? formatDateTime(one.savedAt) : '',
            one.reason,
          ]
            .filter(Boolean)
            .join(' · '),
        ])}
      />
    </Section>
  );
}
