/** Shape of a message's state: a failed one stands out as something to mend. */
export function lookOf(state: string): 'waiting' | 'good' | 'mend' | 'stopped' {
  if (state === 'SENT') return 'good';
  if (state === 'FAILED') return 'mend';
  return state === 'SKIPPED' ? 'stopped' : 'waiting';
}
