import { type FormValue, isEmptyValue, plainText, valueOf } from '@app/forms';
import { fold } from '@app/platform';
import type { RoundRules } from '@app/programmes';
import type { PublicModelAnswer } from './publication.dto';

/** An award with the revision that it was given for, as the database has it. */
export interface AwardedEntry {
  awardId: string;
  entryId: string;
  title: string;
  recipientName: string;
  unitName: string;
  /** Names of the units above the entry's, nearest first. */
  above: string[];
  provinceName: string;
  year: number;
  /** Years in which the model was recognised, this one included, oldest first. */
  recognisedYears: number[];
  roundName: string;
  fieldCode: string;
  subjectType: string;
  awardFormCode: string;
  awardFormName: string;
  decisionNumber: string;
  decidedOn: string;
  content: Record<string, FormValue>;
  contributions: { kind: string; qualifier: string; amount: string }[];
  evidence: { fileId: string; caption: string; consent: boolean; mediaType: string }[];
}

/**
 * Address of a model's page: the title in plain letters, and the end of the award's id, so that two models of one name
 * have two addresses and one model keeps its own.
 */
export function slugOf(title: string, awardId: string): string {
  const words = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return `${words || 'mo-hinh'}-${awardId.replaceAll('-', '').slice(-8)}`;
}

/**
 * What the public will see of a model, and nothing else (product.md, "People's data"): fields of the form that the rules
 * call public, figures without their notes, photos of people who agreed.
 */
export function publicModel(rules: RoundRules, entry: AwardedEntry): PublicModelAnswer {
  return {
    awardId: entry.awardId,
    entryId: entry.entryId,
    slug: slugOf(entry.title, entry.awardId),
    title: entry.title,
    recipientName: entry.recipientName,
    unitName: entry.unitName,
    place: entry.above.join(', '),
    provinceName: entry.provinceName,
    year: entry.year,
    roundName: entry.roundName,
    fieldCode: entry.fieldCode,
    subjectType: entry.subjectType,
    level: rules.awardForms.find(({ code }) => code === entry.awardFormCode)?.level ?? 'PROVINCE',
    awardFormName: entry.awardFormName,
    decisionNumber: entry.decisionNumber,
    decidedOn: entry.decidedOn,
    sections: [
      ...modelHistory(entry.recognisedYears),
      ...rules.form.flatMap((field) => {
        const text = plainText(field, valueOf(entry.content, field.code)).trim();
        return field.public && text !== '' ? [{ title: field.label, text }] : [];
      }),
    ],
    contributions: entry.contributions.map(({ kind, qualifier, amount }) => {
      const known = rules.contributionKinds.find(({ code }) => code === kind);
      return { name: known?.name ?? kind, qualifier, amount, unit: known?.unit ?? '' };
    }),
    photos: entry.evidence.filter(isPublicPhoto).map(({ fileId, caption }) => ({ fileId, caption })),
  };
}

/** 'Công nhận 2023 → duy trì 2024 → 2025'; nothing for a model that is recognised for the first time. */
function modelHistory(years: readonly number[]): { title: string; text: string }[] {
  const [first, second, ...later] = years;
  if (first === undefined || second === undefined) return [];
  return [
    {
      title: 'Quá trình của mô hình',
      text: [`Công nhận ${first}`, `duy trì ${second}`, ...later.map(String)].join(' → '),
    },
  ];
}

const isPublicPhoto = ({ consent, mediaType }: AwardedEntry['evidence'][number]): boolean =>
  consent && mediaType.startsWith('image/');

/** What stays inside, for the preview: labels of filled fields that are not public, and the number of photos without consent. */
export function withheld(rules: RoundRules, entries: readonly AwardedEntry[]): { fields: string[]; photos: number } {
  return {
    fields: rules.form
      .filter(
        (field) => !field.public && entries.some(({ content }) => !isEmptyValue(field, valueOf(content, field.code))),
      )
      .map(({ label }) => label),
    photos: entries
      .flatMap(({ evidence }) => evidence)
      .filter(({ consent, mediaType }) => mediaType.startsWith('image/') && !consent).length,
  };
}
