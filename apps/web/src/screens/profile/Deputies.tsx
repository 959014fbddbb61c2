import { type FormEvent, useState } from 'react';
import { Badge, Button, Checkbox, Select, Stack, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Schema } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { formatDate, t, textOf, today } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateField } from '../../ui/DateField';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import css from './Deputies.module.css';

type Deputy = Schema<'DeputyAnswer'>;
const KEY = ['deputies'];

/** Who stands in for whom: what concerns the reader, and a form to name somebody. */
export function Deputies() {
  const { account } = useSession();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Deputy | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => call<Schema<'DeputyList'>>('GET', '/api/deputies'),
  });
  return (
    <Section
      title={t('deputies.title')}
      hint={t('deputies.hint')}
      actions={
        !adding && (
          <Button variant="default" size="sm" onClick={() => setAdding(true)}>
            {t('deputies.new')}
          </Button>
        )
      }
    >
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={2} height={56} />}
      {adding && <NewDeputy onDone={() => setAdding(false)} />}
      {data?.items.length === 0 && !adding && <p>{t('deputies.none')}</p>}
      <ul className={css.list}>
        {data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{titleOf(one, account.id)}</strong>{' '}
              <Badge variant="outline" color={one.state === 'ACTIVE' ? 'green' : 'gray'}>
                {textOf(`deputies.state_${one.state}`) ?? one.state}
              </Badge>
              <p className={css.facts}>
                {t('deputies.days', { from: formatDate(one.validFrom), to: formatDate(one.validTo) })} ·{' '}
                {one.roles.map((role) => textOf(`common.role_${role}`) ?? role).join(', ')} · {one.reason}
              </p>
            </div>
            {one.canRevoke && (
              <Button
                variant="default"
                size="sm"
                aria-label={`${t('deputies.revoke')}: ${titleOf(one, account.id)}`}
                onClick={() => setEnding(one)}
              >
                {t('deputies.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={t('deputies.revoke_title')}
        consequences={[t('deputies.revoke_what', { name: ending?.deputy.fullName ?? '' })]}
        confirmLabel={t('deputies.revoke')}
        danger
        onConfirm={async () => {
          if (ending) queries.setQueryData(KEY, await call('POST', `/api/deputies/${ending.id}/revoke`));
        }}
      />
    </Section>
  );
}

function titleOf(one: Deputy, me: string): string {
  if (one.principal.id === me) return t('deputies.for_you', { name: one.deputy.fullName });
  if (one.deputy.id === me) return t('deputies.you_for', { name: one.principal.fullName });
  return t('deputies.others', { deputy: one.deputy.fullName, principal: one.principal.fullName });
}

function NewDeputy({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient();
  const { problem, busy, run } = useProblem();
  const choices = useQuery({
    queryKey: [...KEY, 'choices'],
    queryFn: () => call<Schema<'DeputyChoices'>>('GET', '/api/deputies/choices'),
  });
  const [deputyId, setDeputyId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [validFrom, setFrom] = useState<string | null>(today());
  const [validTo, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  if (!choices.data) return <Skeletons rows={3} height={56} />;
  const { roles: held, people } = choices.data;
  if (held.length === 0 || people.length === 0)
    return <p role="status">{t(held.length === 0 ? 'deputies.no_roles' : 'deputies.no_people')}</p>;
  // whoever is away is away with all that they do; less is a choice
  const roles = chosen ?? held;
  const missing = (value: string | null): string | undefined =>
    tried && !value?.trim() ? t('entries.fill_in') : undefined;

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!deputyId || !validFrom || !validTo || !reason.trim() || roles.length === 0) return;
    await run(async () => {
      const body = { deputyId, roles, validFrom, validTo, reason };
      queries.setQueryData(KEY, await call('POST', '/api/deputies', { body }));
      onDone();
    });
  }

  return (
    <form className={css.form} onSubmit={(event) => void create(event)} noValidate>
      <Stack gap="md">
        <Select
          label={t('deputies.who')}
          required
          searchable
          data={people.map((one) => ({
            value: one.id,
            label: one.title ? `${one.fullName} – ${one.title}` : one.fullName,
          }))}
          value={deputyId}
          onChange={setDeputyId}
          error={missing(deputyId) ?? problem?.field('deputyId')}
        />
        {held.length > 1 && (
          <Checkbox.Group
            label={t('deputies.roles')}
            value={roles}
            onChange={setChosen}
            error={tried && roles.length === 0 ? t('entries.fill_in') : problem?.field('roles')}
          >
            <Stack gap="xs" mt="xs">
              {held.map((role) => (
                <Checkbox key={role} value={role} label={textOf(`common.role_${role}`) ?? role} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <div className={css.days}>
          <DateField
            label={t('deputies.from')}
            required
            minDate={today()}
            value={validFrom}
            onChange={setFrom}
            error={missing(validFrom) ?? problem?.field('validFrom')}
          />
          <DateField
            label={t('deputies.to')}
            required
            minDate={validFrom ?? today()}
            value={validTo}
            onChange={setTo}
            error={missing(validTo) ?? problem?.field('validTo')}
          />
        </div>
        <Textarea
          label={t('deputies.reason')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={missing(reason) ?? problem?.field('reason')}
        />
        <ProblemAlert problem={problem} />
        <div className={css.actions}>
          <Button type="submit" loading={busy}>
            {t('deputies.create')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
