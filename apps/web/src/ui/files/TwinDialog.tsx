import { useState } from 'react';
import { Modal, Text } from '@mantine/core';
import { formatDate, t } from '../../i18n';
import { LinkButton } from '../LinkButton';
import { hintWords } from './FileFacts';
import css from './files.module.css';
import type { FileHint, ShownFile } from './types';

/** Both pictures side by side, with where each comes from: the officer judges, the machine only points. */
export default function TwinDialog({
  hint,
  file,
  onClose,
}: {
  hint: FileHint;
  file: ShownFile | undefined;
  onClose: () => void;
}) {
  const { other } = hint;
  return (
    <Modal opened onClose={onClose} size="60rem" title={<Text fw={600}>{t('upload.twin_title')}</Text>}>
      <p className={css.twin_lead}>{hintWords(hint)}</p>
      <div className={css.twins}>
        <Side
          name={t('upload.twin_here')}
          picture={file?.preview?.page ?? file?.preview?.thumbnail ?? null}
          caption={file?.caption}
          place={file?.place}
          takenOn={file?.takenOn}
        />
        <Side
          name={t('upload.twin_there', {
            title: other.title ?? '',
            unit: other.unitName,
            round: other.roundName ?? other.year,
          })}
          picture={other.fileId && `/api/entries/${other.entryId}/files/${other.fileId}/page`}
          caption={other.caption}
          place={other.place}
          takenOn={other.takenOn}
        >
          {other.entryId && (
            <LinkButton to="/entries/$id" params={{ id: other.entryId }} variant="default" size="compact-md">
              {t('upload.twin_entry')}
            </LinkButton>
          )}
        </Side>
      </div>
      <Text c="dimmed" mt="md">
        {t('upload.twin_hint')}
      </Text>
    </Modal>
  );
}

interface SideProps {
  name: string;
  picture: string | null;
  caption: string | null | undefined;
  place: string | null | undefined;
  takenOn: string | null | undefined;
  children?: React.ReactNode;
}

function Side({ name, picture, caption, place, takenOn, children }: SideProps) {
  // The other entry may lie outside of what the reader may open.
  const [closed, setClosed] = useState(picture === null);
  return (
    <figure className={css.twin}>
      <div className={css.twin_picture}>
        {closed || picture === null ? (
          <span>{t('upload.twin_closed')}</span>
        ) : (
          <img src={picture} alt={caption || name} onError={() => setClosed(true)} />
        )}
      </div>
      <figcaption>
        <strong>{name}</strong>
        <span className={css.facts}>
          {[caption, takenOn ? formatDate(takenOn) : '', place].filter(Boolean).join(' · ')}
        </span>
        {children}
      </figcaption>
    </figure>
  );
}
