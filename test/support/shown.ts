import { describeApi } from '../../apps/api/src/openapi';
import { unzip } from '../../libs/documents/src/documents.fixture';
import type { Answer } from './client';
import type { World } from './world';

/**
 * What a person gets to see: every GET route of the API, with each of the ids in every place of its path. Packed papers
 * (Word, Excel) are opened. `query` gives the query that a route needs, by the end of its path.
 */
export async function everythingShownTo(
  world: World,
  login: string,
  ids: readonly string[],
  query: Readonly<Record<string, string>> = {},
): Promise<{ url: string; text: string }[]> {
  const person = await world.as(login);
  const shown: { url: string; text: string }[] = [];
  for (const [path, methods] of Object.entries(describeApi(world.api).paths)) {
    if (!methods.get) continue;
    const wanted = Object.entries(query).find(([end]) => path.endsWith(`/${end}`));
    for (const url of addresses(path, ids)) {
      const answer = await person.get(wanted ? `${url}?${wanted[1]}` : url);
      if (answer.status === 200) shown.push({ url, text: textOf(answer) });
      if (answer.status >= 500) throw new Error(`${url}: ${answer.status}`);
    }
  }
  return shown;
}

function addresses(path: string, ids: readonly string[]): string[] {
  const place = /\{\w+\}/.exec(path)?.[0];
  if (!place) return [path];
  const values = /no\}$/i.test(place) ? ['1', '2'] : ids;
  return values.flatMap((value) => addresses(path.replace(place, value), ids));
}

function textOf({ raw }: Answer): string {
  return raw.subarray(0, 2).toString() === 'PK' ? [...unzip(raw).values()].join('\n') : raw.toString();
}
