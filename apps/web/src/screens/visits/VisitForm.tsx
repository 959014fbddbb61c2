import { useState } from 'react';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { call } from '../../api/call';
import { useIdempotencyKey } from '../../api/client';
import type { FieldError } from '../../api/problem';
import { t, today } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateField } from '../../ui/DateField';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { ConflictChoice, SaveState } from '../../ui/SaveState';
import { Uploader } from '../../ui/upload/Uploader';
import { useAutosave } from '../../ui/useAutosave';
import type { Visit } from './api';
import { VisitPhotos } from './VisitPhotos';
import css from './visits.module.css';

const MOST_BYTES = 50 * 1024 * 1024;

type Seen = { code: string; ok: boolean | null; note: string };
interface Draft {
  visitedOn: string | null;
  place: string;
  participants: string;
  seen: Seen[];
  conclusion: string;
}

const draftOf = (visit: Visit): Draft => ({
  visitedOn: visit.visitedOn,
  place: visit.place,
  participants: visit.participants,
  seen: visit.seen.map(({ code, ok, note }) => ({ code, ok, note })),
  conclusion: visit.conclusion,
});

/** The record as the officer writes it on the spot, on a phone: saved while it is typed. One mounting for each record. */
export function VisitForm({ visit, onClose }: { visit: Visit; onClose: () => Promise<void> }) {
  const [key] = useIdempotencyKey();
  const [start] = useState(() => ({ value: draftOf(visit), version: visit.version }));
  const [draft, setDraft] = useState<Draft>(start.value);
  const [photos, setPhotos] = useState(visit.photos);
  const [caption, setCaption] = useState('');
  const [refused, setRefused] = useState<{ errors: FieldError[]; of: Draft } | null>(null);
  const [asking, setAsking] = useState<'sign' | 'discard' | null>(null);
  const removal = useProblem();
  const autosave = useAutosave<Draft>({
    key: `visit:${visit.id}`,
    value: draft,
    saved: start.value,
    version: start.version,
    onReplace: setDraft,
    save: (value, version, keepalive) =>
      call<{ version: number }>('PUT', `/api/visits/${visit.id}/draft`, { body: { ...value, version }, keepalive }),
    reload: async () => {
      const fresh = await call<Visit>('GET', `/api/visits/${visit.id}`);
      return { value: draftOf(fresh), version: fresh.version };
    },
  });
  const set = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const setSeen = (code: string, change: Partial<Seen>): void =>
    setDraft((before) => ({
      ...before,
      seen: before.seen.map((one) => (one.code === code ? { ...one, ...change } : one)),
    }));
  const errorOf = (field: string): string | undefined =>
    autosave.problem?.field(field) ??
    (refused && refused.of === draft ? refused.errors.find((error) => error.field === field)?.message : undefined);

  async function sign(): Promise<void> {
    if (!(await autosave.flush())) throw autosave.problem ?? new Error('not saved');
    await call<Visit>('POST', `/api/visits/${visit.id}/sign`, {
      body: { version: autosave.version() },
      headers: { 'idempotency-key': key },
    }).catch((error: unknown) => {
      const errors = (error as { errors?: FieldError[] }).errors;
      if (errors && errors.length > 0) setRefused({ errors, of: draft });
      throw error;
    });
    await onClose();
  }

  return (
    <div className={css.form} role="group" aria-label={t(visit.replacesId ? 'visits.correction' : 'visits.record')}>
      <div className={css.head}>
        <h3>{t(visit.replacesId ? 'visits.correction' : 'visits.record')}</h3>
        <SaveState status={autosave.status} savedAt={autosave.savedAt} recovered={autosave.recovered} />
      </div>
      {visit.reason && <p className={css.dim}>{t('visits.replaces', { reason: visit.reason })}</p>}
      <ConflictChoice conflict={autosave.conflict} show={(value) => <p className={css.text}>{value.conclusion}</p>} />
      {autosave.status === 'error' && <ProblemAlert problem={autosave.problem} onRetry={() => void autosave.flush()} />}
      <DateField
        label={t('visits.day')}
        required
        value={draft.visitedOn}
        maxDate={today()}
        error={errorOf('visitedOn')}
        onChange={(visitedOn) => set({ visitedOn })}
      />
      <TextInput
        label={t('visits.place')}
        withAsterisk
        maxLength={300}
        value={draft.place}
        error={errorOf('place')}
        onChange={(event) => set({ place: event.currentTarget.value })}
      />
      <Textarea
        label={t('visits.participants')}
        description={t('visits.participants_hint')}
        withAsterisk
        autosize
        minRows={2}
        maxRows={12}
        maxLength={4000}
        value={draft.participants}
        error={errorOf('participants')}
        onChange={(event) => set({ participants: event.currentTarget.value })}
      />
      {draft.seen.length > 0 && <h4>{t('visits.seen')}</h4>}
      <ol className={css.checks}>
        {visit.seen.map(({ code, text }) => {
          const mark = draft.seen.find((one) => one.code === code);
          return (
            <li key={code}>
              <Radio.Group
                label={text}
                value={mark?.ok == null ? 'open' : String(mark.ok)}
                onChange={(value) => setSeen(code, { ok: value === 'open' ? null : value === 'true' })}
              >
                <div className={css.choices}>
                  <Radio value="true" label={t('visits.seen_ok')} />
                  <Radio value="false" label={t('visits.seen_not_ok')} />
                  <Radio value="open" label={t('visits.seen_open')} />
                </div>
              </Radio.Group>
              <Textarea
                mt={6}
                aria-label={t('visits.seen_note', { item: text })}
                placeholder={t('visits.seen_note_add')}
                autosize
                minRows={1}
                maxRows={6}
                maxLength={1000}
                value={mark?.note ?? ''}
                onChange={(event) => setSeen(code, { note: event.currentTarget.value })}
              />
            </li>
          );
        })}
      </ol>
      <h4>{t('visits.photos')}</h4>
      <TextInput
        label={t('visits.caption')}
        description={t('visits.caption_hint')}
        maxLength={500}
        value={caption}
        onChange={(event) => setCaption(event.currentTarget.value)}
      />
      <Uploader
        label={t('visits.photos_add')}
        purpose="visit"
        scope={`visit:${visit.id}`}
        accept=".jpg,.jpeg,.png,.webp,.heic"
        acceptWords={t('visits.photo_kinds')}
        maxBytes={MOST_BYTES}
        onDone={async (uploadId) => {
          const answer = await call<Visit>('POST', `/api/visits/${visit.id}/photos`, {
            body: { uploadId, caption: caption.trim() },
          });
          setPhotos(answer.photos);
        }}
      />
      <ProblemAlert problem={removal.problem} />
      <VisitPhotos
        photos={photos}
        onRemove={(id) =>
          void removal.run(async () => {
            setPhotos((await call<Visit>('DELETE', `/api/visits/${visit.id}/photos/${id}`)).photos);
          })
        }
      />
      <Textarea
        label={t('visits.conclusion')}
        description={t('visits.conclusion_hint')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={16}
        maxLength={8000}
        value={draft.conclusion}
        error={errorOf('conclusion')}
        onChange={(event) => set({ conclusion: event.currentTarget.value })}
      />
      <div className={css.actions}>
        <Button disabled={autosave.conflict !== null} onClick={() => setAsking('sign')}>
          {t('visits.sign')}
        </Button>
        <Button
          variant="default"
          onClick={() =>
            void removal.run(async () => {
              if (await autosave.flush()) await onClose();
            })
          }
        >
          {t('visits.later')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setAsking('discard')}>
          {t('visits.discard')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking === 'sign'}
        onClose={() => setAsking(null)}
        title={t('visits.sign_title')}
        consequences={[
          t('visits.sign_final'),
          t('visits.sign_unit'),
          ...(visit.replacesId ? [t('visits.sign_replaces')] : []),
        ]}
        confirmLabel={t('visits.sign')}
        onConfirm={sign}
      />
      <ConfirmDialog
        opened={asking === 'discard'}
        onClose={() => setAsking(null)}
        title={t('visits.discard_title')}
        consequences={[t('visits.discard_text')]}
        confirmLabel={t('visits.discard')}
        danger
        onConfirm={async () => {
          await autosave.flush();
          await call('POST', `/api/visits/${visit.id}/discard`, { body: { version: autosave.version() } });
          await onClose();
        }}
      />
    </div>
  );
}
