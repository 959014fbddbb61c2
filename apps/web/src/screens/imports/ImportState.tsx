import { StateBadge } from '../../ui/StateBadge';
import type { Import } from './api';

const LOOKS = {
  UPLOADED: 'draft',
  ANALYSED: 'draft',
  READY: 'waiting',
  RUNNING: 'working',
  DONE: 'good',
  FAILED: 'mend',
} as const;

export function ImportState({ state }: { state: Import['state'] }) {
  return <StateBadge state={state} area="imports" look={LOOKS[state]} />;
}
