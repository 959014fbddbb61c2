import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { FieldError } from '../../../api/problem';
import { t } from '../../../i18n';
import { Deadline } from '../../../ui/Deadline';
import { Page } from '../../../ui/Page';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { ConflictChoice, SaveState } from '../../../ui/SaveState';
import { StateBadge } from '../../../ui/StateBadge';
import { UploadTotal } from '../../../ui/upload/UploadTotal';
import { useAutosave } from '../../../ui/useAutosave';
import { PaperCard } from '../../paper/PaperCard';
import type { Entry, Submitted } from '../api';
import { Contributions } from './Contributions';
import { Difference } from './Difference';
import css from './Editor.module.css';
import { evidenceScope, useComingGaps, useEvidence } from './evidence';
import { EvidencePart } from './EvidencePart';
import { flushRemovals } from './removals';
import { FieldInput } from './FieldInput';
import { draftOf, type EntryDraft, gapsFrom, gapsOf, goTo, readEntry, saveDraft, sectionsOf } from './model';
import { Preview } from './Preview';
import { Receipt } from './Receipt';
import { ReturnChecklist } from './ReturnChecklist';
import { SectionNav } from './SectionNav';
import { SelfScores } from './SelfScores';
import { SubmitPanel } from './SubmitPanel';
import { useAnswers } from './useAnswers';

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
  const autosave = useAutosave<EntryDraft>({
    key: `entry:${entry.id}`,
    value: draft,
    saved,
    version: entry.version,
    enabled: submitted === null,
    onReplace: setDraft,
    save: (value, version, keepalive) => saveDraft(entry.id, value, version, keepalive),
    reload: async () => {
      const fresh = await readEntry(entry.id);
      setFiles(fresh.evidence);
      return { value: draftOf(fresh), version: fresh.version };
    },
  });

  const conflicting = autosave.conflict !== null;
  useEffect(() => {
    // Nothing more is saved until the choice is made, so it may not stay out of sight.
    if (conflicting) goTo('conflict');
  }, [conflicting]);

  const sections = [
    ...(request ? [{ id: 'section-return', label: t('entries.section_return'), neutral: false }] : []),
    ...sectionsOf(entry),
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
  const set = (part: Partial<EntryDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: string): string | undefined =>
    autosave.problem?.field(field) ??
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
        <Button variant="default" leftSection={<IconEye size={18} aria-hidden />} onClick={() => setPreview(true)}>
          {t('entries.preview')}
        </Button>
      }
    >
      <div className={css.layout}>
        <div className={css.side}>
          <SaveState status={autosave.status} savedAt={autosave.savedAt} recovered={autosave.recovered} />
          <UploadTotal scope={evidenceScope(entry.id)} />
          <SectionNav sections={sections} gaps={gaps} />
        </div>
        <div className={css.main}>
          <div id="conflict" className={css.conflict} tabIndex={-1}>
            <ConflictChoice
              conflict={autosave.conflict}
              show={(value) =>
                autosave.conflict && (
                  <Difference
                    entry={entry}
                    draft={value}
                    other={value === autosave.conflict.mine ? autosave.conflict.theirs : autosave.conflict.mine}
                  />
                )
              }
            />
          </div>
          {autosave.status === 'error' && (
            <ProblemAlert problem={autosave.problem} onRetry={() => void autosave.flush()} />
          )}
          <PaperCard entry={entry} />
          {request && (
            <ReturnChecklist request={request} answers={answers} submits={entry.can.includes('submit')} />
          )}
          <Part id="section-name" title={t('entries.section_name')}>
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
          {[...new Set(entry.form.map((field) => field.section))].map((section, index) => (
            <Part key={section} id={`section-${index}`} title={section}>
              {entry.form
                .filter((field) => field.section === section)
                .map((field) => (
                  <div key={field.code} id={`part-${field.code}`} className={css.field}>
                    <FieldInput
                      field={field}
                      value={draft.content[field.code] ?? ''}
                      error={errorOf(`content.${field.code}`)}
                      onChange={(value) =>
                        setDraft((before) => ({ ...before, content: { ...before.content, [field.code]: value } }))
                      }
                    />
                    {evidence(field.code, field.label)}
                  </div>
                ))}
            </Part>
          ))}
          <Part id="section-figures" title={t('entries.section_figures')} hint={t('entries.figures_hint')}>
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
              flush={async () => (await answers.flush()) && (await (async () => {
                await flushRemovals();
                return autosave.flush();
              })())}
              version={autosave.version}
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

function Part({ id, title, hint, children }: { id: string; title: string; hint?: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={`${css.part} dvk-card`}>
      <h2 id={`${id}-title`} className={css.part_title}>
        {title}
      </h2>
      {hint && <p className={css.dim}>{hint}</p>}
      {children}
    </section>
  );
}
