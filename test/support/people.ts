import type { Role } from '@app/access';
import { AccountService, GrantService, hashPassword } from '@app/identity';
import { loadDemoUnits } from '@app/org';
import { Database } from '@app/platform';
import type { INestApplicationContext } from '@nestjs/common';

export const TEST_PASSWORD = 'mat-khau-thu-nghiem-1';
let hash: Promise<string> | undefined;

export interface TestPerson {
  login: string;
  /** Key of a unit of the demonstration, such as `HG-31462`. */
  unit: string;
  roles?: readonly (Role | { role: Role; unit?: string; roundId?: string; validFrom?: string; validTo?: string })[];
  email?: string;
  mustChangePassword?: boolean;
}

/** Accounts with TEST_PASSWORD on the units of the demonstration. @returns id by login, id of units by key */
export async function givePeople(
  app: INestApplicationContext,
  people: readonly TestPerson[],
): Promise<{ accounts: Map<string, string>; units: Map<string, string> }> {
  hash ??= hashPassword(TEST_PASSWORD);
  const units = await loadDemoUnits(app.get(Database));
  const accounts = new Map<string, string>();
  for (const person of people) {
    const unitId = idOf(units, person.unit);
    const id = await app
      .get(AccountService)
      .insert(
        { login: person.login, fullName: `Người ${person.login}`, unitId, email: person.email ?? null },
        await hash,
        person.mustChangePassword ?? false,
      );
    accounts.set(person.login, id);
    for (const held of person.roles ?? []) {
      const { unit, ...grant } =
        typeof held === 'string' ? { role: held, unit: undefined } : { unit: undefined, ...held };
      await app.get(GrantService).add(id, { ...grant, unitId: idOf(units, unit ?? person.unit) });
    }
  }
  return { accounts, units };
}

export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`no ${key}`);
  return id;
}
