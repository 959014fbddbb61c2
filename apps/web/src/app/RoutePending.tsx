import { Skeletons } from '../ui/Skeletons';

export function RoutePending() {
  return <Skeletons rows={6} />;
}
