import { useState } from 'react';
import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../api/call';
import type { Schema } from '../../../api/client';
import { t } from '../../../i18n';
import { LinkButton } from '../../../ui/LinkButton';

/**
 * A mild hint while writing: the text is like a recognised model of the unit itself, which could be carried on. Asked
 * once for each visit; whoever says no is not asked again on this visit.
 */
export function OwnEarlier({ entryId, carriedOn }: { entryId: string; carriedOn: boolean }) {
  const [no, setNo] = useState(false);
  const { data } = useQuery({
    queryKey: ['own-earlier', entryId],
    queryFn: () => call<Schema<'OwnEarlierAnswer'>>('GET', `/api/entries/${entryId}/own-earlier`),
    enabled: !carriedOn,
    staleTime: Infinity,
    retry: false,
  });
  const like = data?.items[0];
  if (!like || no) return null;
  return (
    <Alert color="lake" mb="md" title={t('progress.own_earlier', { year: like.year, title: like.title })}>
      {t('progress.own_earlier_text', { percent: like.percent })}
      <Group gap="sm" mt="sm">
        <LinkButton to="/models/$entryId/renew" params={{ entryId: like.entryId }} variant="default">
          {t('progress.own_earlier_renew')}
        </LinkButton>
        <Button variant="subtle" onClick={() => setNo(true)}>
          {t('progress.own_earlier_go_on')}
        </Button>
      </Group>
    </Alert>
  );
}
