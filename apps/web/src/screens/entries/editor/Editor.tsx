import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { FieldError } from '../../../api/problem';
import { t } from '../../../i18n';
import { Deadline } from '../../../ui/Deadline';
import { LinkButton } from '../../../ui/LinkButton';
import { Page } from '../../../ui/Page';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { StateBadge } from '../../../ui/StateBadge';
import { UploadTotal } from '../../../ui/upload/UploadTotal';
import { usePartSaving } from '../../../ui/saving/usePartSaving';
import { PaperCard } from '../../paper/PaperCard';
import type { Entry, Submitted } from '../api';
import { Contributions } from './Contributions';
import { RecoveredNote, WritingState } from '../writing/WritingState';
import { SectionGuard } from '../writing/SectionGuard';
import { presentOf, sectionOfPart, toParts, fromParts, withParts } from './draft-parts';
import css from './Editor.module.css';
import { evidenceScope, useComingGaps, useEvidence } from './evidence';
import { EvidencePart } from './EvidencePart';
import { flushRemovals } from './removals';
import { FieldInput } from './FieldInput';
import {
  draftOf,
  type EntryDraft,
  gapsFrom,
  formOf,
  gapsOf,
  goTo,
  readEntry,
  saveDraft,
  sectionId,
  sectionsOf,
} from './model';
import { LeftTexts } from './LeftTexts';
import { OwnEarlier } from './OwnEarlier';
import { Preview } from './Preview';
import { Receipt } from './Receipt';
import { ReturnChecklist } from './ReturnChecklist';
import { SectionNav } from './SectionNav';
import { SelfScores } from './SelfScores';
import { SubmitPanel } from './SubmitPanel';
import { useAnswers } from './useAnswers';
import { type Presence, usePresence } from './usePresence';

const MergeView = lazy(() => import('../writing/MergeView'));

/** The entry's own page: who works on it, its history, its papers. */
const around = (id: string): string => `/entries/${id}`;

/** The entry as its unit writes it: parts on the left, text saved while it is typed, files beside what they prove. */
export function Editor({ entry }: { entry: Entry }) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<EntryDraft>(() => draftOf(entry));
  const [saved] = useState(() => draftOf(entry));
  const [files, setFiles] = useEvidence(entry);
  const comingGaps = useComingGaps(entry);
  const [preview, setPreview] = useState(false);
  const [refused, setRefused] = useState<{ errors: FieldError[]; of: EntryDraft } | null>(null);
  const [submitted, setSubmitted] = useState<Submitted | null>(null);
  const request = entry.state === 'RETURNED' ? entry.returns.find((one) => one.answeredAt === null) : undefined;
  const answers = useAnswers(entry.id, request);
  const presence = usePresence(entry.id, submitted === null, (version) => {
    if (version > saving.version()) void saving.refresh().catch(() => undefined);
  });
  const parts = useMemo(() => toParts(draft), [draft]);
  const saving = usePartSaving(parts, {
    key: `entry.${entry.id}`,
    base: toParts(saved),
    version: entry.version,
    enabled: submitted === null,
    locks: presence.locks,
    save: async (all, changed, version, keepalive) => {
      const { merged, ...answer } = await saveDraft(entry.id, fromParts(all), { changed, version, keepalive });
      return merged ? { ...answer, merged: toParts(merged) } : answer;
    },
    presentOf,
    load: async () => {
      const fresh = await readEntry(entry.id);
      // What is being written about a file here is newer.
      setFiles((all) => fresh.evidence.map((file) => all.find(({ id }) => id === file.id) ?? file));
      return { parts: toParts(draftOf(fresh)), version: fresh.version };
    },
    patch: (changes) => setDraft((before) => withParts(before, changes)),
    isLocked: (path) => presence.lockedBy(sectionOfPart(entry, path)) !== undefined,
    onLocked: presence.look,
  });

  const conflicting = saving.conflicts.size > 0;
  useEffect(() => {
    // These parts are not saved until the choice is made, so it may not stay out of sight.
    if (conflicting) goTo('conflict');
  }, [conflicting]);

  const sections = [
    ...(request ? [{ id: 'section-return', label: t('entries.section_return'), neutral: false }] : []),
    ...sectionsOf(entry, draft),
    { id: 'section-submit', label: t('entries.section_submit'), neutral: true },
  ];
  const gaps = useMemo(() => {
    // What the server said counts until something is changed; then what can be seen from here.
    const open = refused && refused.of === draft ? gapsFrom(entry, draft, refused.errors) : gapsOf(entry, draft);
    const unanswered =
      request && !(refused && refused.of === draft)
        ? request.items.flatMap((_, index) => (answers.of(index).text.trim() ? [] : [index]))
        : [];
    return [
      ...unanswered.map((index) => ({
        anchor: `return-${index}`,
        section: 'section-return',
        part: t('entries.return_item', { n: index + 1 }),
        what: t('entries.gap_answer'),
      })),
      ...open,
      ...comingGaps,
    ];
  }, [comingGaps, answers, draft, entry, refused, request]);
  const form = useMemo(() => formOf(entry, draft), [draft, entry]);
  const set = (part: Partial<EntryDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: string): string | undefined =>
    saving.problem?.field(field) ??
    (refused && refused.of === draft ? refused.errors.find((error) => error.field === field)?.message : undefined);
  const evidence = (part: string, partName: string): ReactNode => (
    <EvidencePart entry={entry} part={part} partName={partName} files={files} onChange={setFiles} />
  );

  if (submitted) return <Receipt submitted={submitted} />;
  return (
    <Page
      title={draft.title.trim() || t('entries.untitled')}
      width="wide"
      breadcrumb={[{ label: t('entries.list'), to: '/entries' }]}
      lead={
        <span className={css.lead}>
          <StateBadge state={entry.state} />
          <span>
            {entry.unitName} · {entry.category.name}
          </span>
          <Deadline at={entry.submitBy} />
        </span>
      }
      actions={
        <>
          <LinkButton to={around(entry.id)} variant="default">
            {t('entries.around')}
          </LinkButton>
          <Button variant="default" leftSection={<IconEye size={18} aria-hidden />} onClick={() => setPreview(true)}>
            {t('entries.preview')}
          </Button>
        </>
      }
    >
      <div className={css.layout}>
        <div className={css.side}>
          <WritingState entry={entry} saving={saving} presence={presence} />
          <UploadTotal scope={evidenceScope(entry.id)} />
          <SectionNav sections={sections} gaps={gaps} />
        </div>
        <div className={css.main}>
          <div id="conflict" className={css.conflict} tabIndex={-1}>
            {conflicting && (
              <Suspense fallback={null}>
                <MergeView entry={entry} mine={parts} saving={saving} />
              </Suspense>
            )}
          </div>
          <RecoveredNote entry={entry} saving={saving} />
          {saving.status === 'error' && <ProblemAlert problem={saving.problem} onRetry={() => void saving.flush()} />}
          <PaperCard entry={entry} />
          <OwnEarlier entryId={entry.id} carriedOn={entry.carriedOn} />
          {request && <ReturnChecklist request={request} answers={answers} submits={entry.can.includes('submit')} />}
          <Part id="section-name" title={t('entries.section_name')} guard={['name', presence]}>
            <Stack gap="md">
              <div id="part-title">
                <TextInput
                  label={t('entries.title')}
                  description={t('entries.title_hint')}
                  required
                  maxLength={300}
                  value={draft.title}
                  onChange={(event) => set({ title: event.currentTarget.value })}
                  error={errorOf('title')}
                />
              </div>
              <div id="part-subjectName">
                <TextInput
                  label={t('entries.subject_name')}
                  description={t('entries.subject_name_hint')}
                  required
                  maxLength={300}
                  value={draft.subjectName}
                  onChange={(event) => set({ subjectName: event.currentTarget.value })}
                  error={errorOf('subjectName')}
                />
              </div>
            </Stack>
          </Part>
          <LeftTexts texts={entry.contentLeft} />
          {[...new Set(form.fields.map((field) => field.section))].map((section) => (
            <Part key={section} id={sectionId(entry, section)} title={section} guard={[`form:${section}`, presence]}>
              {form.fields
                .filter((field) => field.section === section)
                .map((field) => (
                  <div key={field.code} id={`part-${field.code}`} className={css.field}>
                    <FieldInput
                      field={field}
                      value={draft.content[field.code] ?? ''}
                      required={form.isRequired(field)}
                      errorAt={(at) => errorOf(`content.${field.code}${at ? `.${at}` : ''}`)}
                      onChange={(value) =>
                        setDraft((before) => ({ ...before, content: { ...before.content, [field.code]: value } }))
                      }
                    />
                    {evidence(field.code, field.label)}
                  </div>
                ))}
            </Part>
          ))}
          <Part
            id="section-figures"
            title={t('entries.section_figures')}
            hint={t('entries.figures_hint')}
            guard={['figures', presence]}
          >
            <Contributions
              entry={entry}
              rows={draft.contributions}
              errorOf={errorOf}
              onChange={(contributions) => set({ contributions })}
            />
          </Part>
          <Part
            id="section-scores"
            title={t('entries.section_scores')}
            hint={t('entries.scores_hint', { name: entry.rubric.name })}
            guard={['scores', presence]}
          >
            <SelfScores
              entry={entry}
              scores={draft.selfScores}
              errorOf={errorOf}
              onChange={(selfScores) => set({ selfScores })}
              // A file points at a code; where a field of the form has the same one, it stands there.
              below={({ code, name }) =>
                entry.form.some((field) => field.code === code) ? null : evidence(code, name)
              }
            />
          </Part>
          <Part id="section-submit" title={t('entries.section_submit')}>
            <SubmitPanel
              entry={entry}
              gaps={gaps}
              answers={(request?.items ?? []).flatMap((_, index) => {
                const { text } = answers.of(index);
                return text.trim() ? [{ index, answer: text }] : [];
              })}
              flush={async () =>
                (await answers.flush()) &&
                (await (async () => {
                  await flushRemovals();
                  return saving.flush();
                })())
              }
              version={saving.version}
              onPreview={() => setPreview(true)}
              onRefused={(errors) => setRefused({ errors, of: draft })}
              onSubmitted={async (answered) => {
                setSubmitted(answered);
                await answers.forget();
                for (const key of [['entries'], ['home'], ['entry', entry.id]])
                  void queries.invalidateQueries({ queryKey: key });
              }}
            />
          </Part>
        </div>
      </div>
      <Preview entry={entry} draft={draft} files={files} opened={preview} onClose={() => setPreview(false)} />
    </Page>
  );
}

interface PartProps {
  id: string;
  title: string;
  hint?: string;
  /** Name of the section for locks: one person at a time writes in it. */
  guard?: [section: string, presence: Presence];
  children: ReactNode;
}

function Part({ id, title, hint, guard, children }: PartProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={`${css.part} dvk-card`}>
      <h2 id={`${id}-title`} className={css.part_title}>
        {title}
      </h2>
      {hint && <p className={css.dim}>{hint}</p>}
      {guard ? (
        <SectionGuard section={guard[0]} presence={guard[1]}>
          {children}
        </SectionGuard>
      ) : (
        children
      )}
    </section>
  );
}
