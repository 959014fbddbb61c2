import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Problem } from '../../api/problem';
import { inVietnam, t } from '../../i18n';
import { DateField } from '../../ui/DateField';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { UnitPicker } from '../../ui/UnitPicker';
import css from './Admin.module.css';
import { createUnit, updateUnit, unitQuery } from './api';
import { type UnitDetail, type UnitKind, unitKinds } from './types';
import { kindName } from './kind-name';

const today = (): string => inVietnam(Date.now()).format('YYYY-MM-DD');

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** A form in a dialog: fields, what was refused, one main button. */
export function FormDialog({
  opened,
  onClose,
  title,
  action,
  problem,
  busy,
  onSubmit,
  children,
}: DialogProps & {
  title: string;
  action: string;
  problem: Problem | null;
  busy: boolean;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}) {
  function submit(event: FormEvent): void {
    event.preventDefault();
    void onSubmit();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={600}>{title}</Text>} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">{children}</Stack>
        <ProblemAlert problem={problem} />
        <div className={css.buttons}>
          <Button type="submit" loading={busy}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Everything that shows units is asked again. */
function useUnitChanged(): (unit: UnitDetail) => Promise<void> {
  const queries = useQueryClient();
  return async (unit) => {
    queries.setQueryData(unitQuery(unit.id).queryKey, unit);
    await queries.invalidateQueries({ queryKey: ['units'] });
    if (unit.parentId) await queries.invalidateQueries({ queryKey: ['unit', unit.parentId] });
  };
}

export function CreateUnit({ parent, opened, onClose }: DialogProps & { parent: UnitDetail }) {
  const navigate = useNavigate();
  const changed = useUnitChanged();
  const { problem, busy, run } = useProblem();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<UnitKind | null>(null);
  const [validFrom, setValidFrom] = useState(today);
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('admin.unit_add_below', { name: parent.name })}
      action={t('admin.unit_add')}
      problem={problem}
      busy={busy}
      onSubmit={async () => {
        setTried(true);
        if (!name.trim()) return;
        await run(async () => {
          const unit = await createUnit({
            name,
            parentId: parent.id,
            ...(code ? { code } : {}),
            ...(kind ? { kind } : {}),
            ...(validFrom ? { validFrom } : {}),
          });
          await changed(unit);
          onClose();
          await navigate({ to: '/units/$id', params: { id: unit.id }, search: {} });
        });
      }}
    >
      <TextInput
        label={t('admin.unit_name')}
        description={t('admin.unit_name_hint')}
        required
        maxLength={300}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && !name.trim() ? t('admin.fill_in') : problem?.field('name')}
        data-autofocus
      />
      <Select
        label={t('admin.kind')}
        description={t('admin.kind_hint')}
        clearable
        value={kind}
        placeholder={t('admin.kind_from_name')}
        error={problem?.field('kind')}
        data={unitKinds.filter((one) => one !== 'PROVINCE').map((value) => ({ value, label: kindName(value) }))}
        onChange={(value) => setKind(unitKinds.find((known) => known === value) ?? null)}
        clearButtonProps={{ 'aria-label': t('common.remove') }}
      />
      <div className={css.two}>
        <TextInput
          label={t('admin.unit_code')}
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={problem?.field('code')}
        />
        <DateField
          label={t('admin.valid_from')}
          value={validFrom || null}
          onChange={(day) => setValidFrom(day ?? '')}
          error={problem?.field('validFrom')}
        />
      </div>
    </FormDialog>
  );
}

export function EditUnit({ unit, opened, onClose }: DialogProps & { unit: UnitDetail }) {
  const changed = useUnitChanged();
  const { problem, busy, run } = useProblem();
  const [name, setName] = useState(unit.name);
  const [code, setCode] = useState(unit.code ?? '');
  useEffect(() => {
    if (!opened) return;
    setName(unit.name);
    setCode(unit.code ?? '');
  }, [opened, unit]);
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('admin.unit_edit')}
      action={t('common.save')}
      problem={problem}
      busy={busy}
      onSubmit={async () => {
        await run(async () => {
          await changed(await updateUnit(unit.id, { version: unit.version, name, ...(code ? { code } : {}) }));
          onClose();
        });
      }}
    >
      <p className={css.dim}>{t('admin.unit_edit_hint')}</p>
      <TextInput
        label={t('admin.unit_name')}
        required
        maxLength={300}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem?.field('name')}
        data-autofocus
      />
      <TextInput
        label={t('admin.unit_code')}
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={problem?.field('code')}
      />
    </FormDialog>
  );
}

export function CloseUnit({ unit, opened, onClose }: DialogProps & { unit: UnitDetail }) {
  const changed = useUnitChanged();
  const { problem, busy, run } = useProblem();
  const [validTo, setValidTo] = useState(today);
  const [legalBasis, setLegalBasis] = useState('');
  const [successors, setSuccessors] = useState<{ unitId: string | null; part: 'WHOLE' | 'PART' }[]>([]);
  const put = (index: number, patch: Partial<(typeof successors)[number]>): void =>
    setSuccessors(successors.map((one, at) => (at === index ? { ...one, ...patch } : one)));
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('admin.unit_close_title', { name: unit.name })}
      action={t('admin.unit_close')}
      problem={problem}
      busy={busy}
      onSubmit={async () => {
        await run(async () => {
          const chosen = successors.flatMap(({ unitId, part }) => (unitId ? [{ unitId, part }] : []));
          await changed(
            await updateUnit(unit.id, {
              version: unit.version,
              validTo,
              ...(chosen.length ? { successors: chosen } : {}),
              ...(legalBasis.trim() ? { legalBasis } : {}),
            }),
          );
          onClose();
        });
      }}
    >
      <ul className={css.list}>
        <li>{t('admin.close_means_new')}</li>
        <li>{t('admin.close_means_old')}</li>
        <li>{t('admin.close_means_children')}</li>
      </ul>
      <DateField
        label={t('admin.close_day')}
        description={t('admin.close_day_hint')}
        required
        value={validTo || null}
        onChange={(day) => setValidTo(day ?? '')}
        error={problem?.field('validTo')}
      />
      {successors.map((one, index) => (
        <div key={index} className={css.two}>
          <UnitPicker
            label={t('admin.successor_n', { n: index + 1 })}
            value={one.unitId}
            onChange={(unitId) => put(index, { unitId })}
            error={problem?.field('successors') ?? problem?.field(`successors.${index}.unitId`)}
          />
          <Select
            label={t('admin.part')}
            description={t('admin.part_hint')}
            allowDeselect={false}
            value={one.part}
            onChange={(part) => put(index, { part: part === 'PART' ? 'PART' : 'WHOLE' })}
            data={[
              { value: 'WHOLE', label: t('admin.part_whole') },
              { value: 'PART', label: t('admin.part_part') },
            ]}
          />
        </div>
      ))}
      <Button
        variant="default"
        onClick={() => setSuccessors([...successors, { unitId: null, part: 'WHOLE' }])}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('admin.successor_add')}
      </Button>
      <TextInput
        label={t('admin.legal_basis')}
        description={t('admin.legal_basis_hint')}
        maxLength={300}
        value={legalBasis}
        onChange={(event) => setLegalBasis(event.currentTarget.value)}
        error={problem?.field('legalBasis')}
      />
    </FormDialog>
  );
}
