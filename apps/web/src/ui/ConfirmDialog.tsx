import { useState, type ReactNode } from 'react';
import { Button, Group, List, Modal, Text, Textarea } from '@mantine/core';
import { t } from '../i18n';
import { ProblemAlert, useProblem } from './ProblemAlert';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will be so afterwards, one line each. */
  consequences?: ReactNode[];
  /** Further fields of the action. */
  children?: ReactNode;
  /** The words of the button: the action itself ("Trình hồ sơ"), never "OK". */
  confirmLabel: string;
  danger?: boolean;
  /** Asks for a reason, which is passed to `onConfirm`. */
  reason?: 'required' | 'optional';
  reasonLabel?: string;
  disabled?: boolean;
  /** A refusal stays in the dialog, with everything typed; on success the dialog closes. */
  onConfirm: (reason: string) => Promise<unknown>;
}

export function ConfirmDialog(props: Props) {
  const { opened, onClose, title, consequences = [], children, confirmLabel, danger = false, reason, reasonLabel, disabled, onConfirm } = props;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, setProblem, busy, run } = useProblem();
  const missing = reason === 'required' && text.trim() === '';

  function close(): void {
    setProblem(null);
    setTried(false);
    onClose();
  }
  async function go(): Promise<void> {
    setTried(true);
    if (missing) return;
    if (await run(() => onConfirm(text.trim()))) {
      setText('');
      close();
    }
  }

  return (
    <Modal opened={opened} onClose={close} title={<Text fw={600}>{title}</Text>} size="lg" closeOnClickOutside={!busy}>
      {consequences.length > 0 && (
        <>
          <Text mb={4}>{t('common.confirm_consequences')}</Text>
          <List mb="md" spacing={4} withPadding>
            {consequences.map((line, index) => (
              <List.Item key={index}>{line}</List.Item>
            ))}
          </List>
        </>
      )}
      {children}
      {reason && (
        <Textarea
          label={reasonLabel ?? t('common.reason')}
          description={t('common.reason_hint')}
          withAsterisk={reason === 'required'}
          autosize
          minRows={3}
          maxRows={10}
          mb="md"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tried && missing ? t('common.reason_required') : problem?.field('reason')}
        />
      )}
      <ProblemAlert problem={problem} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close} disabled={busy}>
          {t('common.cancel')}
        </Button>
        <Button color={danger ? 'red' : undefined} loading={busy} disabled={disabled} onClick={() => void go()}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
