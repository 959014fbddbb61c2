import { formatNumber, formatSize } from '../../i18n';

const MB = 1024 * 1024;

/** A limit as the board set it: whole megabytes of 1024 × 1024 bytes stay whole ("200 MB"). */
export const formatLimit = (bytes: number): string =>
  bytes % MB === 0 ? `${formatNumber(bytes / MB)} MB` : formatSize(bytes);
