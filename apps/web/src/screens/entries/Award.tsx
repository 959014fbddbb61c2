import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { formatDate, t } from '../../i18n';
import type { Certificates, Entry } from './api';
import css from './EntryScreen.module.css';

/** Recognised: said first, before everything else, with the certificates that the reader may take home. */
export function Award({ entry }: { entry: Entry }) {
  const recognised = entry.state === 'RECOGNISED';
  // Judges and councils have no part in certificates: for them the refusal only means that there is none to show.
  const { data } = useQuery({
    queryKey: ['entry', entry.id, 'certificates'],
    queryFn: () => call<Certificates>('GET', `/api/entries/${entry.id}/certificates`),
    enabled: recognised,
    retry: false,
  });
  if (!recognised) return null;
  return (
    <section className={`${css.award} dvk-card`} aria-labelledby="award-title">
      <h2 id="award-title" className={css.award_title}>
        {t('entries.award_title')}
      </h2>
      <p className={css.award_text}>{t('entries.award_text', { name: entry.subjectName })}</p>
      <ul className={css.certificates}>
        {data?.items.map((certificate) => (
          <li key={certificate.id}>
            <span>
              <strong>{certificate.awardFormName}</strong>
              <span className={css.dim}>
                {t('entries.certificate_by', {
                  number: certificate.decisionNumber,
                  at: formatDate(certificate.decidedOn),
                  issuer: certificate.issuerName,
                })}
              </span>
              <span className={css.dim}>
                {t('entries.certificate_no', { number: certificate.number, code: certificate.code })}
                {certificate.state !== 'VALID' && ` · ${t('entries.certificate_void')}`}
              </span>
            </span>
            {certificate.state === 'VALID' && (
              <Button
                component="a"
                href={`/api/certificates/${certificate.id}.pdf`}
                download
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {t('entries.certificate_download')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
