import { t } from '../../i18n';
import { LinkButton } from '../../ui/LinkButton';
import { Section } from '../../ui/Section';
import { EntryLedgerTable } from './EntryLedgerTable';

/** On the page of an entry: its figures so far, and the way to its reports. */
export function EntryProgress({ entryId }: { entryId: string }) {
  return (
    <Section
      title={t('progress.ledger_entry')}
      hint={t('progress.ledger_rule')}
      actions={
        <LinkButton to="/entries/$id/progress" params={{ id: entryId }} variant="default">
          {t('progress.reports')}
        </LinkButton>
      }
    >
      <EntryLedgerTable entryId={entryId} />
    </Section>
  );
}
