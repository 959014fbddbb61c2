import { Button } from '@mantine/core';
import { t } from '../../i18n';
import type { VisitPhoto } from './api';
import css from './visits.module.css';

/** Photos of a visit; a click opens the larger picture. */
export function VisitPhotos({ photos, onRemove }: { photos: readonly VisitPhoto[]; onRemove?: (id: string) => void }) {
  if (photos.length === 0) return null;
  return (
    <ul className={css.photos} aria-label={t('visits.photos')}>
      {photos.map((photo) => {
        const name = photo.caption || photo.name;
        return (
          <li key={photo.id}>
            {photo.thumbnail && photo.page ? (
              <a href={photo.page} target="_blank" rel="noreferrer">
                <img src={photo.thumbnail} alt={name} loading="lazy" />
              </a>
            ) : (
              <div className={css.no_picture}>
                {t(
                  photo.scanState === 'INFECTED'
                    ? 'visits.photo_infected'
                    : photo.previewState === 'WAITING'
                      ? 'visits.photo_waiting'
                      : 'visits.photo_none',
                )}
              </div>
            )}
            <span className={css.caption}>{name}</span>
            {photo.scanState === 'NOT_SCANNED' && <span className={css.dim}>{t('visits.photo_not_scanned')}</span>}
            {onRemove && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={`${t('common.remove')}: ${name}`}
                onClick={() => onRemove(photo.id)}
              >
                {t('common.remove')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
