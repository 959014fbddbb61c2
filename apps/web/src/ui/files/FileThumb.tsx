import { Skeleton } from '@mantine/core';
import {
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconPhoto,
  IconPlayerPlayFilled,
  IconShieldX,
  IconVideo,
} from '@tabler/icons-react';
import css from './files.module.css';
import { isInfected, isPicture, isVideo, type ShownFile } from './types';

const iconOf = (file: ShownFile) =>
  isInfected(file)
    ? IconShieldX
    : isPicture(file)
      ? IconPhoto
      : isVideo(file)
        ? IconVideo
        : file.mediaType === 'application/pdf'
          ? IconFileTypePdf
          : file.mediaType.includes('spreadsheet')
            ? IconFileSpreadsheet
            : IconFileText;

/** The small picture of a file; its shape while the picture is being made; a sign for kinds that have none. */
export function FileThumb({ file }: { file: ShownFile }) {
  const Icon = iconOf(file);
  const picture = isInfected(file) ? null : file.preview?.thumbnail;
  return (
    <span className={css.thumb} data-kind={isPicture(file) || isVideo(file) ? 'visual' : 'paper'}>
      {picture ? (
        <img src={picture} alt="" loading="lazy" decoding="async" />
      ) : file.preview?.state === 'WAITING' && !isInfected(file) ? (
        <Skeleton className={css.making} width="100%" height="100%" radius={0} />
      ) : (
        <Icon size={28} aria-hidden />
      )}
      {isVideo(file) && picture && (
        <span className={css.play}>
          <IconPlayerPlayFilled size={18} aria-hidden />
        </span>
      )}
    </span>
  );
}
