import { ActionIcon, Button, Group, Radio, Stack, TextInput, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import type { RoundDetail } from '../rounds/types';
import type { Decision, DecisionText, Family } from './api';
import { AwardPicker, type Chosen } from './AwardPicker';
import { bareBasis, paperBasis } from './bases';
import css from './decisions.module.css';

interface Props {
  round: RoundDetail;
  /** The draft that is changed; without it a new one is written. */
  decision?: Decision;
  saveLabel: string;
  onSave: (text: DecisionText, version: number) => Promise<void>;
  onCancel: () => void;
}

const families = ['STATE', 'PARTY'] as const;
const symbols = { STATE: 'QĐ-UBND', PARTY: 'QĐ/TU' } as const;

/** Head, legal bases and annex of a draft; what it says is seen as a paper after saving. */
export function DecisionForm({ round, decision, saveLabel, onSave, onCancel }: Props) {
  const { problem, busy, run } = useProblem();
  const [family, setFamily] = useState<Family>(decision?.family ?? 'STATE');
  const [issuerName, setIssuerName] = useState(decision?.issuerName ?? '');
  const [typeSymbol, setTypeSymbol] = useState<string>(decision?.typeSymbol ?? symbols.STATE);
  const [title, setTitle] = useState<string>(decision?.title ?? t('decisions.title_default'));
  const [bases, setBases] = useState<string[]>(decision && decision.legalBases.length > 0 ? decision.legalBases.map(bareBasis) : ['']);
  const [chosen, setChosen] = useState<Chosen>(new Map(decision?.awards.map((award) => [award.entryId, award.awardFormCode])));
  const [version] = useState(decision?.version ?? 0);

  function changeFamily(next: Family): void {
    setFamily(next);
    if (typeSymbol === symbols[family]) setTypeSymbol(symbols[next]);
    // Forms belong to a family: the rules propose anew.
    setChosen(new Map([...chosen.keys()].map((id) => [id, ''])));
  }
  const save = (): Promise<boolean> =>
    run(() =>
      onSave(
        {
          family,
          issuerName,
          typeSymbol,
          title,
          legalBases: bases.filter((basis) => bareBasis(basis) !== '').map(paperBasis),
          awards: [...chosen].map(([entryId, awardFormCode]) => (awardFormCode ? { entryId, awardFormCode } : { entryId })),
        },
        version,
      ),
    );

  return (
    <>
      <Section title={t('decisions.decision')}>
        <Stack gap="md">
          <Radio.Group label={t('decisions.family')} value={family} onChange={(value) => changeFamily(families.find((one) => one === value) ?? 'STATE')}>
            <div className={css.families}>
              {families.map((one) => (
                <Radio.Card key={one} value={one} className={css.family} aria-label={t(`decisions.family_${one}`)}>
                  <Radio.Indicator />
                  <span>
                    <strong>{t(`decisions.family_${one}`)}</strong>
                    <span className={css.dim}>{t(`decisions.family_${one}_hint`)}</span>
                  </span>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
          <TextInput label={t('decisions.issuer')} description={t('decisions.issuer_hint')} value={issuerName} onChange={(event) => setIssuerName(event.currentTarget.value)} error={problem?.field('issuerName')} maxLength={300} withAsterisk />
          <TextInput label={t('decisions.symbol')} description={t('decisions.symbol_hint')} value={typeSymbol} onChange={(event) => setTypeSymbol(event.currentTarget.value)} error={problem?.field('typeSymbol')} maxLength={30} styles={{ wrapper: { maxWidth: '18rem' } }} withAsterisk />
          <Textarea label={t('decisions.title')} autosize minRows={2} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={problem?.field('title')} maxLength={500} withAsterisk />
          <fieldset className={css.fieldset}>
            <legend>{t('decisions.bases')}</legend>
            <p className={css.dim}>{t('decisions.bases_hint')}</p>
            <Stack gap="xs">
              {bases.map((basis, index) => (
                <div key={index} className={css.basis}>
                  <Textarea
                    aria-label={t('decisions.basis_n', { n: index + 1 })}
                    autosize
                    minRows={1}
                    maxLength={500}
                    value={basis}
                    onChange={(event) => setBases(bases.map((one, at) => (at === index ? event.currentTarget.value : one)))}
                    error={problem?.field(`legalBases.${index}`)}
                  />
                  <ActionIcon variant="subtle" color="gray" size="xl" aria-label={t('decisions.basis_remove', { n: index + 1 })} onClick={() => setBases(bases.filter((_, at) => at !== index))}>
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </div>
              ))}
              {bases.length < 20 && (
                <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setBases([...bases, ''])} style={{ justifySelf: 'start', width: 'fit-content' }}>
                  {t('decisions.basis_add')}
                </Button>
              )}
            </Stack>
          </fieldset>
        </Stack>
      </Section>
      <AwardPicker round={round} decision={decision} family={family} chosen={chosen} onChange={setChosen} problem={problem} />
      <ProblemAlert problem={problem} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button loading={busy} disabled={chosen.size === 0 || issuerName.trim() === '' || title.trim() === ''} onClick={() => void save()}>
          {saveLabel}
        </Button>
      </Group>
    </>
  );
}
