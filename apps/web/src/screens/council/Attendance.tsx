import { Button, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { recordAttendance, type Session, sessionQuery } from './api';
import css from './council.module.css';

/** Who is in the room, and whether they are enough; chair and secretary record it with one tap a person. */
export function Attendance({ session }: { session: Session }) {
  const queries = useQueryClient();
  const { problem, busy, run } = useProblem();
  const { quorum, members } = session;
  const mayRecord = session.can.includes('attend');
  const record = (present: boolean, ...people: Session['members']): Promise<boolean> =>
    run(async () => {
      const key = sessionQuery(session.id).queryKey;
      // A poll that was sent before this tap must not put the switch back.
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData(key, await recordAttendance(session.id, people.map(({ accountId, note }) => ({ accountId, present, note }))));
    });
  const absent = members.filter(({ present }) => present !== true);
  return (
    <section className={`${css.panel} dvk-card`} aria-label={t('council.attendance')}>
      <h2>{t('council.attendance')}</h2>
      <div className={css.quorum} role="status">
        <span className={css.quorum_number}>{t('council.present_of', { present: quorum.present, members: quorum.members, needed: quorum.needed })}</span>
        <div className={css.seats} aria-hidden>
          {Array.from({ length: quorum.members }, (_, index) => (
            <span key={index} className={css.seat} data-present={index < quorum.present} data-last={index === quorum.needed - 1 && index < quorum.members - 1} />
          ))}
        </div>
        {quorum.ok ? <span className={css.ok}>✓ {t('council.quorum_ok')}</span> : <span className={css.warn}>{t('council.quorum_short', { n: quorum.needed - quorum.present })}</span>}
      </div>
      <details className={css.members} open={mayRecord || undefined}>
        <summary>{t('council.members_n', { n: members.length })}</summary>
        <ul className={css.plain} style={{ gap: 0 }}>
          {members.map((member) => (
            <li key={member.accountId} className={css.member}>
              <span className={css.grow} style={{ flexBasis: 0 }}>
                <strong>{member.fullName}</strong>
                <span className={css.dim}>{[t(`council.role_${member.role}`), member.unitName].join(' · ')}</span>
                {member.note && <span className={css.dim}>{member.note}</span>}
              </span>
              {mayRecord ? (
                <Switch
                  aria-label={t('council.present_name', { name: member.fullName })}
                  checked={member.present === true}
                  disabled={busy}
                  size="md"
                  color="green"
                  onChange={(event) => void record(event.currentTarget.checked, member)}
                />
              ) : (
                <span>{member.present === null ? t('council.not_recorded') : member.present ? t('council.present') : t('council.absent')}</span>
              )}
            </li>
          ))}
        </ul>
      </details>
      {mayRecord && absent.length > 1 && (
        <Button variant="default" mt="sm" loading={busy} onClick={() => void record(true, ...absent)}>
          {t('council.all_present')}
        </Button>
      )}
      <ProblemAlert problem={problem} />
    </section>
  );
}
