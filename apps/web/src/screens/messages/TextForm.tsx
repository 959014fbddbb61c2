import { useRef, useState } from 'react';
import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useIdempotencyKey } from '../../api/client';
import { asProblem } from '../../api/problem';
import { t, textOf } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { type MessageText, previewText, saveText, tryText } from './api';
import css from './messages.module.css';

interface Props {
  roundId: string;
  text: MessageText;
  editable: boolean;
  gateway: boolean;
}

/** Subject and text with fields to insert; beside it what arrives. */
export function TextForm({ roundId, text, editable, gateway }: Props) {
  const queries = useQueryClient();
  const [subject, setSubject] = useState(text.subject);
  const [body, setBody] = useState(text.body);
  const [dialog, setDialog] = useState<'save' | 'restore' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [key, renewKey] = useIdempotencyKey();
  const trial = useProblem();
  const area = useRef<HTMLTextAreaElement>(null);
  const input = { kind: text.kind, locale: text.locale, channel: text.channel, subject, body };
  const [shown] = useDebouncedValue(input, 400);
  const preview = useQuery({
    queryKey: ['message-preview', roundId, shown],
    queryFn: () => previewText(roundId, shown),
    placeholderData: keepPreviousData,
  });
  const wrong = (field: 'subject' | 'body'): string | undefined =>
    preview.data?.problems
      .filter((problem) => problem.field === field)
      .map((problem) => problem.message)
      .join('\n') || undefined;
  const changed = subject !== text.subject || body !== text.body;
  const mail = text.channel === 'MAIL';

  function insert(field: string): void {
    const place = area.current?.selectionStart ?? body.length;
    const end = area.current?.selectionEnd ?? place;
    setBody(`${body.slice(0, place)}{{${field}}}${body.slice(end)}`);
    area.current?.focus();
  }
  async function save(next: string | null, reason: string): Promise<void> {
    await saveText(roundId, text, { version: text.version, ...(next === null ? {} : { subject }), body: next, reason });
    await queries.invalidateQueries({ queryKey: ['message-texts', roundId] });
  }

  return (
    <div className={css.split}>
      <Section title={t('messages.body')} hint={t('messages.body_hint')}>
        {!mail && !gateway && (
          <Alert color="amber" mb="md">
            {t('messages.no_gateway')}
          </Alert>
        )}
        {mail && (
          <TextInput
            label={t('messages.subject')}
            value={subject}
            readOnly={!editable}
            error={wrong('subject')}
            onChange={(event) => setSubject(event.currentTarget.value)}
            mb="sm"
          />
        )}
        <Textarea
          ref={area}
          label={t('messages.body')}
          value={body}
          readOnly={!editable}
          autosize
          minRows={mail ? 10 : 4}
          maxRows={24}
          error={wrong('body')}
          styles={{ error: { whiteSpace: 'pre-line' } }}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        {editable && (
          <>
            <p className={css.dim}>
              {t('messages.fields')}. {t('messages.fields_hint')}
            </p>
            <div className={css.chips}>
              {text.fields.map((field) => (
                <Button key={field} variant="default" size="xs" onClick={() => insert(field)}>
                  {textOf(`messages.field_${field}`) ?? field}
                  {text.required.includes(field) ? ' *' : ''}
                </Button>
              ))}
            </div>
            {said && (
              <Alert color="green" role="status">
                {said}
              </Alert>
            )}
            <ProblemAlert problem={trial.problem} />
            <div className={css.buttons}>
              <Button disabled={!changed || (preview.data?.problems.length ?? 0) > 0} onClick={() => setDialog('save')}>
                {t('messages.save')}
              </Button>
              <Button
                variant="default"
                loading={trial.busy}
                onClick={() =>
                  void trial.run(async () => {
                    const { recipient } = await tryText(roundId, input, key);
                    renewKey();
                    setSaid(t('messages.trial_sent', { to: recipient }));
                  })
                }
              >
                {t('messages.trial')}
              </Button>
              {text.own && (
                <Button variant="subtle" onClick={() => setDialog('restore')}>
                  {t('messages.restore')}
                </Button>
              )}
            </div>
          </>
        )}
      </Section>
      <Section title={t('messages.preview')} hint={t('messages.preview_hint')}>
        {preview.error && <ProblemAlert problem={asProblem(preview.error)} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <>
            {mail && <p className={css.subject}>{preview.data.subject}</p>}
            <pre className={css.paper}>{preview.data.body}</pre>
          </>
        )}
      </Section>
      <ConfirmDialog
        opened={dialog === 'save'}
        onClose={() => setDialog(null)}
        title={t('messages.save_title')}
        consequences={[t('messages.save_from_now')]}
        reason="required"
        confirmLabel={t('messages.save')}
        onConfirm={(reason) => save(body, reason)}
      />
      <ConfirmDialog
        opened={dialog === 'restore'}
        onClose={() => setDialog(null)}
        title={t('messages.restore_title')}
        consequences={[t('messages.save_from_now'), t('messages.restore_kept')]}
        reason="required"
        confirmLabel={t('messages.restore')}
        onConfirm={(reason) => save(null, reason)}
      />
    </div>
  );
}
