import { Text } from '@mantine/core';
import { formatNumber, t } from '../i18n';

/** Words as Vietnamese counts them: syllables between spaces. The server counts the same way. */
export function countWords(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/u).length;
}

/** "120/500 từ", and in words when there are too many. */
export function WordCount({ text, max }: { text: string; max?: number | undefined }) {
  const words = countWords(text);
  const over = max !== undefined && words > max;
  return (
    <Text span size="sm" c={over ? 'var(--mantine-color-error)' : 'dimmed'} fw={over ? 600 : 400} className="dvk-num">
      {max === undefined ? t('common.words', { n: formatNumber(words) }) : t('common.words_of', { n: formatNumber(words), max: formatNumber(max) })}
      {over && ` · ${t('common.words_over', { n: formatNumber(words - max) })}`}
    </Text>
  );
}
