import { MultiSelect } from '@mantine/core';
import { t } from '../../../i18n';
import { freeCode, useEditor } from '../editor';
import { ChoiceField, CodeField, MomentField, Shown, TextField, WholeField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { leavesOf } from '../rubrics';
import { levels, type StageKind, stageKinds, type StageRule, type VotingRule } from '../types';
import { kindName, levelName } from '../words';
import { AppraisalOptions } from './AppraisalOptions';

const usualVote: VotingRule = {
  quorum: { num: 2, den: 3 },
  base: 'ALL_MEMBERS',
  threshold: { num: 2, den: 3 },
  comparison: 'AT_LEAST',
  secret: true,
  writtenAllowed: false,
};

/** What another kind of stage needs is there at once; what it has no use for goes. */
function ofKind(kind: StageKind, stage: StageRule): Partial<StageRule> {
  return {
    kind,
    scoring: kind === 'SCORING' ? (stage.scoring ?? { minMarks: 2, digits: 2, tieBreak: [] }) : undefined,
    voting: kind === 'COUNCIL' ? (stage.voting ?? usualVote) : undefined,
    ...(kind === 'APPRAISAL'
      ? {}
      : {
          checklist: undefined,
          criterionOfficers: undefined,
          escalation: undefined,
          blockingChecks: undefined,
          quota: undefined,
          returnLimit: undefined,
          returnDays: undefined,
          level: 'PROVINCE' as const,
        }),
  };
}

interface Props {
  stage: StageRule;
  change: (patch: Partial<StageRule>) => void;
  path: string;
}

export function StageEditor({ stage, change, path }: Props) {
  const { readOnly } = useEditor();
  const checklist = stage.checklist ?? [];
  return (
    <>
      <TextField
        label={t('rounds.f_name')}
        path={`${path}.name`}
        value={stage.name}
        onChange={(name) => change({ name })}
      />
      <div className={grid.grid}>
        <ChoiceField
          label={t('rounds.f_kind')}
          path={`${path}.kind`}
          value={stage.kind}
          options={stageKinds.map((value) => ({ value: value as StageKind, label: kindName(value) }))}
          onChange={(kind) => change(ofKind(kind, stage))}
        />
        <ChoiceField
          label={t('rounds.f_level')}
          path={`${path}.level`}
          value={stage.level}
          options={levels.map((value) => ({ value, label: levelName(value) }))}
          onChange={(level) => change({ level })}
        />
        <WholeField
          label={t('rounds.f_days')}
          path={`${path}.days`}
          value={stage.days}
          suffix={t('rounds.unit_days')}
          onChange={(days) => change({ days: days ?? 0 })}
        />
      </div>
      <div className={grid.grid}>
        <MomentField
          label={t('rounds.f_opensAt')}
          path={`${path}.opensAt`}
          value={stage.opensAt}
          onChange={(opensAt) => change({ opensAt })}
        />
        <MomentField
          label={t('rounds.f_closesAt')}
          path={`${path}.closesAt`}
          value={stage.closesAt}
          onChange={(closesAt) => change({ closesAt })}
        />
      </div>
      {stage.kind === 'APPRAISAL' && (
        <>
          <div className={grid.grid}>
            <WholeField
              label={t('rounds.f_quota')}
              description={t('rounds.quota_hint')}
              path={`${path}.quota.max`}
              value={stage.quota?.max}
              onChange={(max) => change({ quota: max === undefined ? undefined : { max } })}
            />
            <WholeField
              label={t('rounds.f_returnLimit')}
              description={t('rounds.return_limit_hint')}
              path={`${path}.returnLimit`}
              value={stage.returnLimit}
              onChange={(returnLimit) => change({ returnLimit })}
            />
            <WholeField
              label={t('rounds.f_returnDays')}
              description={t('rounds.return_days_hint')}
              path={`${path}.returnDays`}
              value={stage.returnDays}
              suffix={t('rounds.unit_days')}
              onChange={(returnDays) => change({ returnDays })}
            />
          </div>
          <div className={grid.grid}>
            <WholeField
              label={t('rounds.f_leaderDays')}
              path={`${path}.escalation.leaderDays`}
              value={stage.escalation?.leaderDays ?? 1}
              suffix={t('rounds.unit_days')}
              onChange={(leaderDays) => change({ escalation: { aboveDays: 3, ...stage.escalation, leaderDays: leaderDays ?? 1 } })}
            />
            <WholeField
              label={t('rounds.f_aboveDays')}
              path={`${path}.escalation.aboveDays`}
              value={stage.escalation?.aboveDays ?? 3}
              suffix={t('rounds.unit_days')}
              onChange={(aboveDays) => change({ escalation: { leaderDays: 1, ...stage.escalation, aboveDays: aboveDays ?? 3 } })}
            />
          </div>
          <AppraisalOptions stage={stage} change={change} path={path} />
          {(!readOnly || checklist.length > 0) && <h3 className={grid.subtitle}>{t('rounds.f_checklist')}</h3>}
          <ItemList
            inner
            flat
            items={checklist}
            path={`${path}.checklist`}
            label={t('rounds.f_checklist')}
            title={(item) => item.text}
            mark={(_, index) => index + 1}
            onChange={(items) => change({ checklist: items })}
            addLabel={t('rounds.add_check')}
            blank={() => ({
              code: freeCode(
                'MUC',
                checklist.map((item) => item.code),
              ),
              text: '',
            })}
          >
            {(item, changeItem, place) => (
              <TextField
                label={t('rounds.f_text')}
                path={`${place}.text`}
                value={item.text}
                onChange={(text) => changeItem({ text })}
                lines={2}
              />
            )}
          </ItemList>
        </>
      )}
      {stage.scoring && <ScoringEditor stage={stage} change={change} path={`${path}.scoring`} />}
      {stage.voting && <p>{t('rounds.voting_elsewhere')}</p>}
      <CodeField path={`${path}.code`} value={stage.code} onChange={(code) => change({ code })} />
    </>
  );
}

function ScoringEditor({ stage, change, path }: Props) {
  const { rules, readOnly, count } = useEditor();
  const scoring = stage.scoring ?? { minMarks: 2, digits: 2, tieBreak: [] };
  const set = (patch: Partial<typeof scoring>): void => change({ scoring: { ...scoring, ...patch } });
  const names = new Map(
    rules.rubrics.flatMap((rubric) => leavesOf(rubric.criteria).map((leaf) => [leaf.code, leaf.name] as const)),
  );
  for (const code of scoring.tieBreak) if (!names.has(code)) names.set(code, code);
  return (
    <>
      <div className={grid.grid}>
        <WholeField
          label={t('rounds.f_minMarks')}
          description={t('rounds.min_marks_hint')}
          path={`${path}.minMarks`}
          value={scoring.minMarks}
          onChange={(minMarks) => set({ minMarks: minMarks ?? 0 })}
        />
        <WholeField
          label={t('rounds.f_digits')}
          description={t('rounds.digits_hint')}
          path={`${path}.digits`}
          value={scoring.digits}
          onChange={(digits) => set({ digits: digits ?? 0 })}
        />
      </div>
      {readOnly ? (
        <Shown label={t('rounds.f_tieBreak')} value={scoring.tieBreak.map((code) => names.get(code)).join(' → ')} />
      ) : (
        <MultiSelect
          label={t('rounds.f_tieBreak')}
          description={t('rounds.tie_break_hint')}
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={scoring.tieBreak}
          onChange={(tieBreak) => set({ tieBreak })}
          error={count(`${path}.tieBreak`) > 0 ? t('rounds.tie_break_unknown') : undefined}
          mt="sm"
        />
      )}
    </>
  );
}
