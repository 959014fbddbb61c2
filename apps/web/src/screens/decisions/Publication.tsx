import { Alert, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { qualifierWord } from '../../ui/EntryReader';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Decision, decisionQuery, type Preview, previewQuery, publish, type PublicModel, withdraw } from './api';
import css from './decisions.module.css';

/** The last look before everybody sees it: exactly what becomes public, and what stays inside. */
export function Publication({ decision }: { decision: Decision }) {
  const preview = useQuery(previewQuery(decision.id));
  const problem = preview.error ? asProblem(preview.error) : null;
  // Who may read the decision but not its publication is shown nothing of it.
  if (problem && (problem.status === 403 || problem.status === 404)) return null;
  return (
    <Section title={t('decisions.publication')} hint={t('decisions.publication_hint')} actions={preview.data && <PublicationSteps decision={decision} preview={preview.data} />}>
      <ProblemAlert problem={problem} onRetry={() => void preview.refetch()} />
      {preview.isPending && <Skeletons rows={3} />}
      {preview.data && (
        <>
          {preview.data.state && (
            <Alert color={preview.data.state === 'PUBLISHED' ? 'green' : 'amber'} mb="md" title={t(preview.data.state === 'PUBLISHED' ? 'decisions.published' : 'decisions.withdrawn')}>
              {preview.data.state === 'PUBLISHED' && (
                <a href={preview.data.portalUrl} target="_blank" rel="noreferrer">
                  {t('decisions.public_site')}
                </a>
              )}
            </Alert>
          )}
          <h3 className={css.subtitle}>
            {t('decisions.preview')} · {t('decisions.preview_n', { n: preview.data.models.length })}
          </h3>
          {preview.data.models.map((model) => (
            <Model key={model.awardId} model={model} address={preview.data.state === 'PUBLISHED' ? `${preview.data.portalUrl}/guong-dien-hinh/${model.slug}` : null} />
          ))}
          <h3 className={css.subtitle}>{t('decisions.withheld')}</h3>
          <ul className={css.withheld}>
            {preview.data.withheldFields.length > 0 && <li>{t('decisions.withheld_fields', { fields: preview.data.withheldFields.join(', ') })}</li>}
            {preview.data.withheldPhotos > 0 && <li>{t('decisions.withheld_photos', { n: preview.data.withheldPhotos })}</li>}
            {preview.data.withheldFields.length === 0 && preview.data.withheldPhotos === 0 && <li>{t('decisions.withheld_nothing')}</li>}
          </ul>
        </>
      )}
    </Section>
  );
}

function PublicationSteps({ decision, preview }: { decision: Decision; preview: Preview }) {
  const [asked, setAsked] = useState<'publish' | 'withdraw' | null>(null);
  const queries = useQueryClient();
  const close = (): void => setAsked(null);
  const again = preview.state === 'WITHDRAWN';
  const photos = preview.models.reduce((sum, model) => sum + model.photos.length, 0);
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: previewQuery(decision.id).queryKey });
    await queries.invalidateQueries({ queryKey: decisionQuery(decision.id).queryKey });
    await queries.invalidateQueries({ queryKey: ['decisions', decision.roundId] });
    await queries.invalidateQueries({ queryKey: ['home'] });
  };
  return (
    <>
      {(preview.can.includes('publish') || preview.can.includes('republish')) && (
        <Button onClick={() => setAsked('publish')}>{t(again ? 'decisions.republish' : 'decisions.publish')}</Button>
      )}
      {preview.can.includes('withdraw') && preview.publicationId && (
        <Button variant="default" onClick={() => setAsked('withdraw')}>
          {t('decisions.withdraw')}
        </Button>
      )}
      <ConfirmDialog
        opened={asked === 'publish'}
        onClose={close}
        title={t('decisions.publish_title')}
        consequences={[t('decisions.publish_all', { n: preview.models.length }), t('decisions.publish_photos', { n: photos, withheld: preview.withheldPhotos }), t('decisions.publish_withdraw')]}
        confirmLabel={t(again ? 'decisions.republish' : 'decisions.publish')}
        onConfirm={async () => {
          await publish(decision.id);
          await refresh();
        }}
      />
      <ConfirmDialog
        opened={asked === 'withdraw'}
        onClose={close}
        title={t('decisions.withdraw_title')}
        consequences={[t('decisions.withdraw_all'), t('decisions.withdraw_kept')]}
        reason="required"
        confirmLabel={t('decisions.withdraw')}
        danger
        onConfirm={async (reason) => {
          if (preview.publicationId) await withdraw(preview.publicationId, reason);
          await refresh();
        }}
      />
    </>
  );
}

function Model({ model, address }: { model: PublicModel; address: string | null }) {
  return (
    <details className={css.model}>
      <summary>
        <strong>{model.title}</strong>
        <span className={css.dim}>{[model.recipientName, model.place || model.unitName, model.awardFormName].filter(Boolean).join(' · ')}</span>
      </summary>
      <div className={css.model_body}>
        {address && (
          <p>
            <a href={address} target="_blank" rel="noreferrer">
              {t('decisions.public_page')}
            </a>
          </p>
        )}
        {model.sections.map((section) => (
          <div key={section.title}>
            <h4>{section.title}</h4>
            <p className={css.text}>{section.text}</p>
          </div>
        ))}
        {model.contributions.length > 0 && (
          <div>
            <h4>{t('decisions.figures')}</h4>
            <ul>
              {model.contributions.map((figure, index) => (
                <li key={index}>
                  {figure.name}: {qualifierWord(figure.qualifier)} {formatNumber(figure.amount)} {figure.unit}
                </li>
              ))}
            </ul>
          </div>
        )}
        {model.photos.length > 0 && (
          <div>
            <h4>{t('decisions.photos')}</h4>
            <ul className={css.photos}>
              {model.photos.map((photo) => (
                <li key={photo.fileId}>
                  <img src={`/api/entries/${model.entryId}/files/${photo.fileId}`} alt={photo.caption} loading="lazy" />
                  <span className={css.dim}>{photo.caption}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}
