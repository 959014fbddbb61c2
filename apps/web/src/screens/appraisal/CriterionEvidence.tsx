import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n';
import { FileGallery } from '../../ui/files/FileGallery';
import type { Entry, LeafCriterion } from './api';
import css from './appraisal.module.css';
import { jumpTo } from './jump';
import { AskFiles } from './PartRequest';
import type { ReturnList } from './useReturnList';

/** The files that support one criterion, on top of the entry; and the way to the part of the form of the same name. */
export function CriterionEvidence({ entry, criterion, list, onClose }: { entry: Entry; criterion: LeafCriterion; list?: ReturnList | undefined; onClose: () => void }) {
  const place = useRef<HTMLElement>(null);
  const files = entry.evidence.filter(({ part }) => part === criterion.code);
  const field = entry.form.find(({ code }) => code === criterion.code);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [criterion.code]);
  return (
    <section ref={place} className={css.proof} tabIndex={-1} aria-label={t('review.evidence_of', { name: criterion.name })}>
      <h3>{t('review.evidence_of', { name: criterion.name })}</h3>
      {files.length === 0 && <p className={css.dim}>{t('review.evidence_none')}</p>}
      <FileGallery files={files} all={entry.evidence} fileHref={(file) => `/api/entries/${entry.id}/files/${file.fileId}`} />
      {list && <AskFiles files={files} list={list} />}
      <div className={css.buttons}>
        {field && (
          <Button variant="light" size="compact-md" onClick={() => jumpTo(`part-${field.code}`)}>
            {t('entries.return_to', { name: field.label })}
          </Button>
        )}
        <Button variant="default" size="compact-md" onClick={onClose}>
          {t('review.evidence_close')}
        </Button>
      </div>
    </section>
  );
}
