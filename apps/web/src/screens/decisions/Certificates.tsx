import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { t } from '../../i18n';
import { Section } from '../../ui/Section';
import type { Decision } from './api';
import css from './decisions.module.css';

/** The certificates of an issued decision, each with its number in the register and its check code. */
export function Certificates({ decision }: { decision: Decision }) {
  const awards = decision.awards.filter(({ certificateId }) => certificateId !== null);
  if (awards.length === 0) return null;
  return (
    <Section title={t('decisions.certificates')} hint={t('decisions.certificates_hint')}>
      <ul className={css.lines}>
        {awards.map((award) => (
          <li key={award.id} className={css.line}>
            <span className={css.register} aria-label={`${t('decisions.certificate_number')}: ${award.certificateNumber ?? ''}`}>
              {award.certificateNumber}
            </span>
            <span className={css.grow}>
              <strong>{award.recipientName}</strong>
              <span className={css.dim}>{[award.unitName, award.awardFormName].join(' · ')}</span>
              {award.certificateCode && (
                <span className={css.dim}>
                  {t('decisions.certificate_code', { code: award.certificateCode })}
                </span>
              )}
            </span>
            <Button
              component="a"
              variant="default"
              href={`/api/certificates/${award.certificateId ?? ''}.pdf`}
              download
              leftSection={<IconDownload size={18} aria-hidden />}
              aria-label={t('decisions.certificate_pdf_of', { name: award.recipientName })}
            >
              {t('decisions.certificate_pdf')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
