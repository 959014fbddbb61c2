import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconChevronRight } from '@tabler/icons-react';
import { type HomeElsewhere, homeQuery, type HomeItem } from '../../api/home';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { useNavItems } from '../../app/Navigation';
import { formatDate, formatNumber, t } from '../../i18n';
import { Deadline } from '../../ui/Deadline';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import css from './Home.module.css';

export default function Home() {
  const { account, roles } = useSession();
  const { data, error, isPending, refetch } = useQuery(homeQuery);
  const items = data?.items ?? [];
  const groups = groupByUrgency(items);
  return (
    <Page title={t('common.home_title')} lead={data ? <Summary items={items} name={account.fullName} /> : undefined}>
      {isPending && <Skeletons rows={3} height={96} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && roles.length === 0 && <EmptyState title={t('auth.no_roles')} />}
      {data && roles.length > 0 && items.length === 0 && (
        <div className="dvk-card">
          <EmptyState title={t('common.home_empty')} hint={t('common.home_empty_hint')} action={<OtherPlaces />} />
        </div>
      )}
      {groups.map(({ when, items: due }) => (
        <section key={when} className={css.group} aria-labelledby={`due-${when}`}>
          <h2 id={`due-${when}`} className={css.groupTitle}>
            {t(`common.home_due_${when}`)}
          </h2>
          <ul className={css.list}>
            {due.map((item, index) => (
              <li key={`${item.kind} ${item.href} ${index}`}>
                <Task item={item} late={when === 'late'} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {data && data.elsewhere.length > 0 && <Elsewhere items={data.elsewhere} />}
    </Page>
  );
}

/** What others have in hand: where, since when, until when. No task of the reader, so it stands below and quieter. */
function Elsewhere({ items }: { items: HomeElsewhere[] }) {
  return (
    <section className={css.group} aria-labelledby="elsewhere">
      <h2 id="elsewhere" className={css.groupTitle}>
        {t('common.home_elsewhere')}
      </h2>
      <ul className={css.list}>
        {items.map((item) => (
          <li key={item.href}>
            <Link to={item.href} className={css.task} data-quiet>
              <span className={css.words}>
                <span className={css.taskTitle}>{item.title}</span>
                <span className={css.subtitle}>
                  {t('common.home_waits_at', { unit: item.unitName, at: formatDate(item.since) })}
                </span>
                <span className={css.meta}>
                  <StateBadge state={item.state} />
                  <Deadline at={item.by} />
                </span>
              </span>
              <IconChevronRight size={22} stroke={1.6} aria-hidden className={css.arrow} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Summary({ items, name }: { items: HomeItem[]; name: string }) {
  const work = items.reduce((sum, item) => sum + (item.count ?? 1), 0);
  const late = items.filter(isLate).length;
  return (
    <>
      {t('common.home_greeting', { name })}
      {work > 0 && <> · {t('common.home_count', { n: formatNumber(work) })}</>}
      {late > 0 && (
        <>
          {' · '}
          <strong className={css.late}>{t('common.home_overdue', { n: formatNumber(late) })}</strong>
        </>
      )}
    </>
  );
}

/** The whole card is one link: one tap to do it. */
function Task({ item, late }: { item: HomeItem; late: boolean }) {
  return (
    <Link to={item.href} className={css.task} data-late={late || undefined}>
      {item.count !== null && item.count > 1 && <span className={css.count}>{formatNumber(item.count)}</span>}
      <span className={css.words}>
        <span className={css.taskTitle}>{item.title}</span>
        {item.subtitle && <span className={css.subtitle}>{item.subtitle}</span>}
        <span className={css.meta}>
          {item.state && <StateBadge state={item.state} />}
          <Deadline at={item.deadline} />
        </span>
      </span>
      <IconChevronRight size={22} stroke={1.6} aria-hidden className={css.arrow} />
    </Link>
  );
}

function OtherPlaces() {
  const places = useNavItems().filter((item) => item.to !== '/');
  return (
    <nav aria-label={t('common.home_other')} className={css.places}>
      {places.map((item) => (
        <Link key={item.to} to={item.to}>
          {t(item.label)}
        </Link>
      ))}
    </nav>
  );
}

const isLate = (item: HomeItem): boolean => item.deadline !== null && Date.parse(item.deadline) < Date.now();

function groupByUrgency(items: HomeItem[]): { when: 'late' | 'soon' | 'later'; items: HomeItem[] }[] {
  const soon = Date.now() + 3 * 24 * 3_600_000;
  const when = (item: HomeItem) => (isLate(item) ? 'late' : item.deadline && Date.parse(item.deadline) < soon ? 'soon' : 'later');
  const sorted = [...items].sort((a, b) => (a.deadline ?? '9').localeCompare(b.deadline ?? '9'));
  return (['late', 'soon', 'later'] as const)
    .map((name) => ({ when: name, items: sorted.filter((item) => when(item) === name) }))
    .filter((group) => group.items.length > 0);
}
