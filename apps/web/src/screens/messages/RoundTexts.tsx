import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { currentLanguage, t } from '../../i18n';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { type MessageText, textsQuery } from './api';
import css from './messages.module.css';

/** Kinds of messages of a round, with what the round words itself. */
export default function RoundTexts() {
  const { id } = useParams({ from: '/app/rounds/$id/messages' });
  const { data, error, isPending, refetch } = useQuery(textsQuery(id));
  const kinds = [...new Set(data?.items.map((item) => item.kind))];
  return (
    <Page
      title={data ? t('messages.texts_of', { round: data.roundName }) : t('messages.texts')}
      lead={t('messages.texts_lead')}
      breadcrumb={[
        { label: t('rounds.nav'), to: '/rounds' },
        ...(data ? [{ label: data.roundName, to: `/rounds/${id}` }] : []),
      ]}
    >
      {isPending && <Skeletons rows={8} height={56} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && (
        <ul className={`${css.list} dvk-card`}>
          {kinds.map((kind) => (
            <li key={kind}>
              <Kind roundId={id} kind={kind} texts={data.items.filter((item) => item.kind === kind)} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Kind({ roundId, kind, texts }: { roundId: string; kind: string; texts: MessageText[] }) {
  const own = texts.filter((text) => text.own);
  const name = texts.find((text) => text.locale === currentLanguage())?.name ?? kind;
  return (
    <Link to="/rounds/$id/messages/$kind" params={{ id: roundId, kind }} className={css.line}>
      <span>{name}</span>
      <span className={css.chips} style={{ margin: 0 }}>
        {own.length === 0 && <span className={css.dim}>{t('messages.built_in')}</span>}
        {own.map((text) => (
          <Badge key={`${text.locale} ${text.channel}`} color="gray">
            {t(`messages.${text.locale}`)} · {t(`messages.channel_${text.channel}`)} ·{' '}
            {t('messages.own_text', { n: text.version })}
          </Badge>
        ))}
      </span>
    </Link>
  );
}
