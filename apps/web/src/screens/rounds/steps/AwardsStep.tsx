import { useState } from 'react';
import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatDate, formatMoney, formatNumber, inVietnam, t, textOf } from '../../../i18n';
import { DateField } from '../../../ui/DateField';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { Section } from '../../../ui/Section';
import { Skeletons } from '../../../ui/Skeletons';
import { asProblem } from '../../../api/problem';
import { baseSalariesQuery } from '../api';
import { freeCode, useEditor } from '../editor';
import { ChoiceField, CodeField, DecimalField, TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';
import { awardMoney, sameNumber } from '../numbers';
import { type AwardForm, levels, roundingModes, subjectTypes } from '../types';
import { levelName, subjectName } from '../words';

const modeName = (mode: string): string => textOf(`rounds.rounding_${mode}`) ?? mode;
const families = ['STATE', 'PARTY'] as const;
const familyName = (family: string): string => textOf(`rounds.family_${family}`) ?? family;

export function AwardsStep() {
  const { rules, edit } = useEditor();
  const bands = [
    ...new Map(rules.rubrics.flatMap((rubric) => rubric.bands).map((band) => [band.code, band.name])).entries(),
  ];
  const bandName = (code: string): string => bands.find(([known]) => known === code)?.[1] ?? code;
  return (
    <>
      <Section title={t('rounds.step_awards')} hint={t('rounds.awards_hint')}>
        <ItemList
          items={rules.awardForms}
          path="awardForms"
          label={t('rounds.step_awards')}
          title={(form) => form.name}
          summary={(form) =>
            [
              levelName(form.level),
              familyName(form.family),
              form.minBand ? t('rounds.from_band', { band: bandName(form.minBand) }) : null,
              t('rounds.coefficients', {
                list: subjectTypes
                  .map((subject) => `${subjectName(subject)} ${formatNumber(form.coefficient[subject])}`)
                  .join(', '),
              }),
            ]
              .filter(Boolean)
              .join(' · ')
          }
          onChange={(awardForms) => edit((before) => ({ ...before, awardForms }))}
          addLabel={t('rounds.add_award')}
          blank={(): AwardForm => ({
            code: freeCode(
              'HINH_THUC',
              rules.awardForms.map((form) => form.code),
            ),
            name: '',
            level: 'PROVINCE',
            minBand: null,
            family: 'STATE',
            coefficient: { COLLECTIVE: '0', INDIVIDUAL: '0', HOUSEHOLD: '0' },
          })}
        >
          {(form, change, path) => <AwardEditor form={form} change={change} path={path} bands={bands} />}
        </ItemList>
        <div className={grid.grid}>
          <DecimalField
            label={t('rounds.f_roundTo')}
            path="money.roundTo"
            value={rules.money.roundTo}
            onChange={(roundTo) => edit((before) => ({ ...before, money: { ...before.money, roundTo } }))}
          />
          <ChoiceField
            label={t('rounds.f_rounding')}
            path="money.mode"
            value={rules.money.mode}
            options={roundingModes.map((value) => ({ value, label: modeName(value) }))}
            onChange={(mode) => edit((before) => ({ ...before, money: { ...before.money, mode } }))}
          />
        </div>
      </Section>
      <MoneyPreview />
    </>
  );
}

interface AwardProps {
  form: AwardForm;
  change: (patch: Partial<AwardForm>) => void;
  path: string;
  bands: [code: string, name: string][];
}

function AwardEditor({ form, change, path, bands }: AwardProps) {
  return (
    <>
      <TextField
        label={t('rounds.f_name')}
        path={`${path}.name`}
        value={form.name}
        onChange={(name) => change({ name })}
      />
      <div className={grid.grid}>
        {subjectTypes.map((subject) => (
          <DecimalField
            key={subject}
            label={t('rounds.coefficient_of', { subject: subjectName(subject) })}
            path={`${path}.coefficient.${subject}`}
            value={form.coefficient[subject]}
            onChange={(coefficient) => change({ coefficient: { ...form.coefficient, [subject]: coefficient } })}
          />
        ))}
      </div>
      <div className={grid.grid}>
        <ChoiceField
          label={t('rounds.f_level')}
          path={`${path}.level`}
          value={form.level}
          options={levels.map((value) => ({ value, label: levelName(value) }))}
          onChange={(level) => change({ level })}
        />
        <ChoiceField
          label={t('rounds.f_minBand')}
          path={`${path}.minBand`}
          value={form.minBand ?? ''}
          options={[
            { value: '', label: t('rounds.no_min_band') },
            ...bands.map(([value, label]) => ({ value, label })),
          ]}
          onChange={(band) => change({ minBand: band || null })}
        />
        <ChoiceField
          label={t('rounds.f_family')}
          path={`${path}.family`}
          value={form.family}
          options={families.map((value) => ({ value, label: familyName(value) }))}
          onChange={(family) => change({ family })}
        />
      </div>
      <CodeField path={`${path}.code`} value={form.code} onChange={(code) => change({ code })} />
    </>
  );
}

/** What one award would cost if it were decided on a given day. */
function MoneyPreview() {
  const { rules } = useEditor();
  const { data, error, isPending, refetch } = useQuery(baseSalariesQuery);
  const [day, setDay] = useState(() => inVietnam(Date.now()).format('YYYY-MM-DD'));
  const salary = data?.items
    .filter((one) => one.effectiveFrom <= day)
    .sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0];
  const cell = (form: AwardForm, subject: (typeof subjectTypes)[number]): string => {
    const money = salary && awardMoney(form.coefficient[subject], salary.amount, rules.money);
    return !money || sameNumber(money, '0') ? '–' : formatMoney(money);
  };
  return (
    <Section title={t('rounds.money_preview')} hint={t('rounds.money_preview_hint')}>
      {isPending && <Skeletons rows={2} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && (
        <>
          <DateField label={t('rounds.money_day')} value={day || null} onChange={(day) => setDay(day ?? '')} />
          <p>
            {salary
              ? t('rounds.salary_words', {
                  amount: formatMoney(salary.amount),
                  from: formatDate(salary.effectiveFrom),
                  basis: salary.legalBasis,
                })
              : t('rounds.salary_none')}
          </p>
          <Table.ScrollContainer
            type="native"
            role="region"
            minWidth={560}
            tabIndex={0}
            aria-label={t('rounds.money_table')}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('rounds.f_award')}</Table.Th>
                  {subjectTypes.map((subject) => (
                    <Table.Th key={subject} scope="col" ta="end">
                      {subjectName(subject)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rules.awardForms.map((form, index) => (
                  <Table.Tr key={index}>
                    <Table.Th scope="row" fw={400}>
                      {form.name || t('rounds.unnamed')}
                    </Table.Th>
                    {subjectTypes.map((subject) => (
                      <Table.Td key={subject} ta="end" className="dvk-num">
                        {cell(form, subject)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Section>
  );
}
