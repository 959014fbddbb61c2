import type { Policy } from '@app/access';

/** Everybody sees the tree of the provinces that they work in; ADMIN keeps the part below the grant. */
export const orgPolicy: Policy = (actor, allow) => {
  const provinces = new Set(
    [actor.unitPath, ...actor.grants.map((grant) => grant.unitPath)].map((path) => path.split('.')[0] ?? path),
  );
  for (const province of provinces) allow.can('read', 'Unit', { unitPath: { $within: province } });
  for (const grant of actor.grants)
    if (grant.role === 'ADMIN' && grant.roundId === null)
      allow.can(['create', 'update', 'import'], 'Unit', { unitPath: { $within: grant.unitPath } });
};
