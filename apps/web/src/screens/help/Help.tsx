import { useState } from 'react';
import { Accordion, TextInput } from '@mantine/core';
import { hasRole, useSession } from '../../api/session';
import type { HelpTopic } from '../../help/types';
import { currentLanguage, t } from '../../i18n';
import { withoutMarks } from '../../i18n/marks';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';

// Each file of src/help with an export `topics` is one part of the help; nothing else is to be registered.
const files = import.meta.glob<{ topics?: HelpTopic[] }>('../../help/*.tsx', { eager: true });
const topics = Object.values(files).flatMap((file) => file.topics ?? []);

export default function Help() {
  const session = useSession();
  const language = currentLanguage();
  const [search, setSearch] = useState('');
  const wanted = withoutMarks(search.trim());
  const mine = (topic: HelpTopic): boolean => !topic.roles || hasRole(session, ...topic.roles);
  const found = topics
    .filter((topic) => withoutMarks(topic.question[language]).includes(wanted))
    .sort((a, b) => Number(mine(b)) - Number(mine(a)));
  return (
    <Page title={t('common.help')} lead={t('common.help_intro')}>
      <TextInput
        type="search"
        size="md"
        mb="lg"
        label={t('common.help_search')}
        description={t('common.search_hint')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <EmptyState title={t('common.help_none')} hint={t('common.help_none_hint')} />
      ) : (
        <Accordion variant="separated" radius="md" multiple>
          {found.map((topic) => (
            <Accordion.Item key={topic.id} value={topic.id}>
              <Accordion.Control>{topic.question[language]}</Accordion.Control>
              <Accordion.Panel>{topic.body[language]}</Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Page>
  );
}
