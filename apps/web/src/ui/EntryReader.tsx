import type { ReactNode } from 'react';
import { type FormField, type FormValue, isEmptyValue } from '@app/forms';
import { formatNumber, t, textOf } from '../i18n';
import css from './EntryReader.module.css';
import { ValueView } from './form/ValueView';
import { FileGallery } from './files/FileGallery';
import type { FileHint, ShownFile } from './files/types';

export interface ReaderSection {
  code: string;
  section: string;
  label: string;
  /** How the value is to be read; without it as text. */
  field?: FormField;
  value: FormValue;
}
export interface ReaderFigure {
  name: string;
  unit: string;
  qualifier: string;
  amount: string;
  note: string;
}
export interface ReaderFile extends ShownFile {
  part: string;
}

interface Props {
  sections: readonly ReaderSection[];
  figures: readonly ReaderFigure[];
  files: readonly ReaderFile[];
  /** Address of a file, through the API's access filter. */
  fileHref: (file: { fileId: string }) => string;
  /** For officers: files of other entries that are the same or look the same. */
  fileHints?: readonly FileHint[] | undefined;
  /** What stands on the line of a part's name, such as the button that asks for more. */
  partHead?: (section: ReaderSection) => ReactNode;
  /** What belongs under a part, such as what it said before. */
  partFoot?: (section: ReaderSection) => ReactNode;
}

/** One fixed revision of an entry as judges, reviewers and councils read it: text, figures, and each file beside the part that it supports. */
export function EntryReader({ sections, figures, files, fileHref, fileHints, partHead, partFoot }: Props) {
  const groups = [...new Set(sections.map((section) => section.section))];
  const loose = files.filter((file) => !sections.some((section) => section.code === file.part));
  // Through the viewer one walks in the order in which the files are read.
  const all = [...sections.flatMap(({ code }) => files.filter(({ part }) => part === code)), ...loose];
  const gallery = (some: readonly ReaderFile[]) => <FileGallery files={some} all={all} fileHref={fileHref} hints={fileHints} />;
  return (
    <div className={css.reader}>
      {groups.map((group) => (
        <section key={group} className={css.group}>
          <h3 className={css.group_title}>{group}</h3>
          {sections
            .filter((section) => section.section === group)
            .map((section) => (
              <div key={section.code} id={`part-${section.code}`} className={css.part}>
                <div className={css.head}>
                  <h4 className={css.label}>{section.label}</h4>
                  {partHead?.(section)}
                </div>
                {isEmptyValue(section.field, section.value) ? (
                  <p className={css.none}>{t('judging.reader_empty')}</p>
                ) : (
                  <ValueView field={section.field} value={section.value} className={css.text} />
                )}
                {gallery(files.filter((file) => file.part === section.code))}
                {partFoot?.(section)}
              </div>
            ))}
        </section>
      ))}
      {figures.length > 0 && (
        <section className={css.group}>
          <h3 className={css.group_title}>{t('judging.reader_figures')}</h3>
          <dl className={css.figures}>
            {figures.map((figure, index) => (
              <div key={index} className={css.figure}>
                <dd className={css.amount}>
                  {qualifierWord(figure.qualifier)} {formatNumber(figure.amount)} <span className={css.unit}>{figure.unit}</span>
                </dd>
                <dt className={css.figure_name}>
                  {figure.name}
                  {figure.note && <span className={css.note}> · {figure.note}</span>}
                </dt>
              </div>
            ))}
          </dl>
        </section>
      )}
      {loose.length > 0 && (
        <section className={css.group}>
          <h3 className={css.group_title}>{t('judging.reader_files')}</h3>
          {gallery(loose)}
        </section>
      )}
    </div>
  );
}

/** "trên 8.600": reports give figures with a qualifier, and it stays with the figure. */
export function qualifierWord(qualifier: string): string {
  return textOf(`judging.qualifier_${qualifier}`) ?? '';
}
