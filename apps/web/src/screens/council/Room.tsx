import { useEffect } from 'react';
import { t } from '../../i18n';
import { LinkButton } from '../../ui/LinkButton';
import type { AgendaItem, Session } from './api';
import css from './council.module.css';
import { ResultBar } from './Result';

/** What the room looks at: the vote that runs, else the count that came last, else what comes first. */
function onScreen(agenda: readonly AgendaItem[]): AgendaItem | undefined {
  const counted = agenda.filter(({ result }) => result !== null).sort((a, b) => (b.result?.countedAt ?? '').localeCompare(a.result?.countedAt ?? ''));
  return agenda.find(({ state }) => state === 'VOTING') ?? counted[0] ?? agenda[0];
}

/** The screen in the room: quorum, the entry that is voted on, how many have voted, and the result when it is counted. Never a choice before. */
export function Room({ session }: { session: Session }) {
  const { quorum, agenda } = session;
  const item = onScreen(agenda);
  const done = agenda.filter(({ state }) => state === 'COUNTED').length;
  useEffect(() => {
    document.title = `${t('council.room')} – ${session.name}`;
  }, [session.name]);
  return (
    <div className={css.room}>
      <header className={css.room_head}>
        <h1>{session.name}</h1>
        <span className="dvk-num">
          {t('council.present_of', { present: quorum.present, members: quorum.members, needed: quorum.needed })} · {quorum.ok ? t('council.quorum_ok') : t('council.quorum_short', { n: quorum.needed - quorum.present })}
        </span>
        <LinkButton to="/council-sessions/$id" params={{ id: session.id }} variant="default">
          {t('council.room_leave')}
        </LinkButton>
      </header>
      {item && (
        <div className={css.room_main}>
          <p className={css.room_line}>
            {t('council.item_n', { n: item.position })} · {item.categoryName}
          </p>
          <h2 className={css.room_title}>{item.title}</h2>
          <p className={css.room_line}>{[item.subjectName, item.unitName].filter(Boolean).join(' · ')}</p>
          <div role="status">
            {session.state === 'PLANNED' && <p className={css.room_big}>{t('council.room_waiting')}</p>}
            {session.state !== 'PLANNED' && item.state === 'PENDING' && <p className={css.room_big}>{t('council.state_PENDING')}</p>}
            {item.state === 'VOTING' && (
              <>
                <p className={css.room_big}>{t('council.cast_of', { cast: item.castCount, all: item.castCount + item.waitingCount })}</p>
                <div className={css.room_cast} aria-hidden>
                  {Array.from({ length: item.castCount + item.waitingCount }, (_, index) => (
                    <span key={index} data-cast={index < item.castCount} />
                  ))}
                </div>
              </>
            )}
            {item.result && (
              <>
                <p className={css.room_big} data-passed={item.result.passed}>
                  {t(item.result.passed ? 'council.passed' : 'council.rejected')}
                </p>
                <p className={css.room_line}>{t('council.result', { yes: item.result.yes, base: item.result.base, needed: item.result.needed })}</p>
                <div className={css.room_bar}>
                  <ResultBar result={item.result} />
                </div>
              </>
            )}
          </div>
        </div>
      )}
      <footer>
        <p className={css.room_line}>{t('council.room_done', { n: done, all: agenda.length })}</p>
        <ol className={css.strip}>
          {agenda.map((one) => (
            <li key={one.id} data-now={one.id === item?.id}>
              <span className="dvk-num">{one.position}</span>
              {one.result ? (one.result.passed ? `✓ ${t('council.passed')}` : `✗ ${t('council.rejected')}`) : t(`council.state_${one.state}`)}
            </li>
          ))}
        </ol>
      </footer>
    </div>
  );
}
