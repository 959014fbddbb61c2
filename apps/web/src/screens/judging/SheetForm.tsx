import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api/call';
import { formatNumber, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ConflictChoice, SaveState } from '../../ui/SaveState';
import { useAutosave } from '../../ui/useAutosave';
import { draftOf, saveSheet, type Sheet, type SheetDraft, signSheet, totalOf } from './api';
import { CriterionMark } from './CriterionMark';
import css from './judging.module.css';

/** The marks of one judge: saved while typing, signed in one clear moment. */
export function SheetForm({ sheet, onSigned }: { sheet: Sheet; onSigned: () => Promise<void> }) {
  const [draft, setDraft] = useState<SheetDraft>(() => draftOf(sheet));
  const [signing, setSigning] = useState(false);
  const editable = sheet.can.includes('save');
  const autosave = useAutosave<SheetDraft>({
    key: `scoresheet:${sheet.id}`,
    value: draft,
    saved: draftOf(sheet),
    version: sheet.version,
    enabled: editable,
    onReplace: setDraft,
    save: (value, version, keepalive) => saveSheet(sheet.id, value, version, keepalive),
    reload: async () => {
      const fresh = await call<Sheet>('GET', `/api/scoresheets/${sheet.id}`);
      return { value: draftOf(fresh), version: fresh.version };
    },
  });
  const missing = sheet.criteria.filter(({ code, kind }) => kind !== 'BONUS' && (draft.marks[code]?.points ?? null) === null);
  const gateFailed = sheet.criteria.some(({ code, kind }) => kind === 'GATE' && Number(draft.marks[code]?.points ?? 0) > 0);
  const total = formatNumber(totalOf(sheet.criteria, draft));
  const setMark = (code: string, change: Partial<{ points: string | null; comment: string }>): void =>
    setDraft((before) => ({ ...before, marks: { ...before.marks, [code]: { points: null, comment: '', ...before.marks[code], ...change } } }));
  const errorOf = (code: string): string | undefined => {
    const index = Object.keys(draft.marks).indexOf(code);
    return autosave.problem?.field(`marks.${index}.points`) ?? autosave.problem?.field(`marks.${code}`);
  };

  return (
    <>
      <ConflictChoice conflict={autosave.conflict} />
      {editable && <SaveState status={autosave.status} savedAt={autosave.savedAt} recovered={autosave.recovered} />}
      {sheet.criteria.map((criterion) => (
        <CriterionMark
          key={criterion.code}
          criterion={criterion}
          mark={draft.marks[criterion.code] ?? { points: null, comment: '' }}
          disabled={!editable}
          error={errorOf(criterion.code)}
          onChange={(change) => setMark(criterion.code, change)}
        />
      ))}
      <Textarea
        mt="md"
        label={t('judging.comment')}
        description={t('judging.comment_hint')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        disabled={!editable}
        value={draft.comment}
        onChange={(event) => {
          const comment = event.currentTarget.value;
          setDraft((before) => ({ ...before, comment }));
        }}
      />
      <Textarea
        my="md"
        label={t('judging.private_note')}
        description={t('judging.private_note_hint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        disabled={!editable}
        value={draft.privateNote}
        onChange={(event) => {
          const privateNote = event.currentTarget.value;
          setDraft((before) => ({ ...before, privateNote }));
        }}
      />
      <div className={css.foot}>
        <div className={css.total}>
          <span>{t('judging.total')}</span>
          <span className={css.total_number} role="status">
            {total}
          </span>
        </div>
        {editable && (
          <>
            <span className={css.dim}>{missing.length > 0 ? t('judging.missing_n', { n: missing.length }) : t('judging.complete')}</span>
            {sheet.can.includes('sign') && (
              <Button
                size="md"
                disabled={missing.length > 0}
                onClick={() => {
                  void autosave.flush().then((done) => done && setSigning(true));
                }}
              >
                {t('judging.sign')}
              </Button>
            )}
            <span className={`${css.dim} ${css.keys}`}>{t('judging.keys')}</span>
          </>
        )}
      </div>
      <ConfirmDialog
        opened={signing}
        onClose={() => setSigning(false)}
        title={t('judging.sign_title')}
        consequences={[t('judging.sign_total', { total, name: sheet.judgeName }), ...(gateFailed ? [t('judging.sign_gate')] : []), t('judging.sign_locked'), t('judging.sign_others')]}
        confirmLabel={t('judging.sign')}
        onConfirm={async () => {
          await signSheet(sheet.id, autosave.version());
          await onSigned();
        }}
      />
    </>
  );
}
