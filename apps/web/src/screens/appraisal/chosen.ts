import type { ListPlace } from './api';

const nameOf = ({ roundId, stage, unitId }: ListPlace): string => `dvk.chosen.${roundId}.${stage}.${unitId}`;

/** Entries that were ticked in the queue, for the list of this place; only in this window. */
export function choose(place: ListPlace, entries: readonly string[]): void {
  try {
    sessionStorage.setItem(nameOf(place), JSON.stringify(entries));
  } catch {
    // Without storage the list simply begins with all that can go.
  }
}

export function chosenFor(place: ListPlace): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(place)) ?? '[]') as string[];
  } catch {
    return [];
  }
}
