import { t } from '../i18n';

/** "Trần Thị Cúc (thay Nguyễn Văn Bình), xã Hoà An": who did a step, for whom, in which unit. Unknown parts are left out. */
export function whoDid(step: {
  actorName: string | null;
  deputyForName: string | null;
  unitName: string | null;
}): string {
  const name =
    step.actorName && step.deputyForName
      ? `${step.actorName} (${t('deputies.acting', { name: step.deputyForName })})`
      : step.actorName;
  return [name, step.unitName].filter(Boolean).join(', ');
}

/** "Trần Thị Cúc, Lê Văn Tám (thay Nguyễn Văn Bình)": who could act now; undefined when the reader may not know. */
export function peopleOf({ people }: { people: { name: string; deputyForName: string | null }[] }): string | undefined {
  const names = people.map(({ name, deputyForName }) =>
    deputyForName ? `${name} (${t('deputies.acting', { name: deputyForName })})` : name,
  );
  return names.length > 0 ? names.join(', ') : undefined;
}
