import { useState } from 'react';
import { Alert, Button, FileInput, Progress, Table } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { formatNumber, t } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import css from './Admin.module.css';
import { importUnits } from './api';
import type { UnitImportResult } from './types';

/** Two steps: a try that writes nothing and shows what would happen, then the same file for good. */
export default function UnitImport() {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<UnitImportResult | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const { problem, busy, run, setProblem } = useProblem();

  async function send(dryRun: boolean): Promise<void> {
    if (!file) return;
    await run(async () => {
      try {
        setResult(await importUnits(file, dryRun, setPercent));
        if (!dryRun) await queries.invalidateQueries({ queryKey: ['units'] });
      } finally {
        setPercent(null);
      }
    });
  }

  return (
    <Page
      title={t('admin.import')}
      breadcrumb={[{ label: t('admin.units'), to: '/units' }]}
      lead={t('admin.import_lead')}
    >
      <Section title={t('admin.import_file')} hint={t('admin.import_hint')}>
        <FileInput
          label={t('common.file_choose')}
          accept=".xlsx,.json"
          value={file}
          placeholder={t('admin.import_none')}
          clearable
          clearButtonProps={{ 'aria-label': t('common.remove') }}
          onChange={(next) => {
            setFile(next);
            setResult(null);
            setProblem(null);
          }}
        />
        {percent !== null && <Progress value={percent} mt="sm" aria-label={t('common.file_uploading', { percent })} />}
        <ProblemAlert problem={problem} />
        <div className={css.buttons}>
          <Button
            disabled={!file}
            loading={busy && !(result?.dryRun && result.problems.length === 0)}
            variant={result ? 'default' : 'filled'}
            onClick={() => void send(true)}
          >
            {t('admin.import_try')}
          </Button>
        </div>
      </Section>
      {result && (
        <Section title={t(result.dryRun ? 'admin.import_preview' : 'admin.import_done')}>
          {!result.dryRun && result.problems.length === 0 && (
            <Alert color="green" role="status" mb="sm">
              {t('admin.import_written')}
            </Alert>
          )}
          <Facts
            facts={[
              [t('admin.import_read'), formatNumber(result.read)],
              [t('admin.import_created'), formatNumber(result.created)],
              [t('admin.import_changed'), formatNumber(result.changed)],
              [t('admin.import_unchanged'), formatNumber(result.unchanged)],
              [t('admin.import_closed'), formatNumber(result.closed)],
              [t('admin.import_orphans'), result.orphans > 0 ? formatNumber(result.orphans) : null],
            ]}
          />
          {result.problems.length > 0 ? (
            <>
              <Alert
                color="red"
                role="alert"
                my="sm"
                title={t('admin.import_problems', { n: formatNumber(result.problems.length) })}
              >
                {t('admin.import_problems_hint')}
              </Alert>
              <Table.ScrollContainer
                type="native"
                role="region"
                minWidth={320}
                mah="24rem"
                tabIndex={0}
                aria-label={t('admin.import_problem')}
              >
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{t('admin.import_row')}</Table.Th>
                      <Table.Th scope="col">{t('admin.import_problem')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {result.problems.map((one, index) => (
                      <Table.Tr key={index}>
                        <Table.Td className="dvk-num">{one.row}</Table.Td>
                        <Table.Td>{one.message}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </>
          ) : result.dryRun ? (
            <div className={css.buttons}>
              <Button
                loading={busy}
                disabled={result.created + result.changed + result.closed === 0}
                onClick={() => void send(false)}
              >
                {t('admin.import_write', { n: formatNumber(result.created + result.changed + result.closed) })}
              </Button>
              {result.created + result.changed + result.closed === 0 && (
                <p className={css.dim}>{t('admin.import_nothing')}</p>
              )}
            </div>
          ) : (
            <div className={css.buttons}>
              <LinkButton to="/units" search={{}}>
                {t('admin.to_units')}
              </LinkButton>
            </div>
          )}
        </Section>
      )}
    </Page>
  );
}
