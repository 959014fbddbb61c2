import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ok, type Schema } from '../../api/client';

export type NoticeRecord = Schema<'NoticeAnswer'>;
export type MessageItem = Schema<'MessageListItem'>;
export type MessageRecord = Schema<'MessageAnswer'>;
export type MessageText = Schema<'MessageTemplateAnswer'>;
export type Preferences = Schema<'PreferencesAnswer'>;
export type TextKey = Pick<MessageText, 'kind' | 'locale' | 'channel'>;

/** Looked at once a minute, and only while somebody looks at the page. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => ok(api.GET('/api/notices/unread')),
  refetchInterval: 60_000,
  refetchIntervalInBackground: false,
});
export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', unread],
    queryFn: ({ pageParam }) =>
      ok(api.GET('/api/notices', { params: { query: { cursor: pageParam, ...(unread ? { unread: 'true' } : {}) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const readNotice = (id: string): Promise<unknown> =>
  ok(api.POST('/api/notices/{id}/read', { params: { path: { id } } }));
export const readAllNotices = (): Promise<unknown> => ok(api.POST('/api/notices/read-all'));

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['message', id],
    queryFn: () => ok(api.GET('/api/messages/{id}', { params: { path: { id } } })),
  });
export const resend = (id: string, key: string): Promise<{ id: string }> =>
  ok(
    api.POST('/api/messages/{id}/resend', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
    }),
  );

export const textsQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['message-texts', roundId],
    queryFn: () => ok(api.GET('/api/rounds/{id}/message-templates', { params: { path: { id: roundId } } })),
  });
export const textHistoryQuery = (roundId: string, { kind, locale, channel }: TextKey) =>
  queryOptions({
    queryKey: ['message-texts', roundId, kind, locale, channel],
    queryFn: () =>
      ok(
        api.GET('/api/rounds/{id}/message-templates/{kind}/{locale}/{channel}', {
          params: { path: { id: roundId, kind, locale, channel } },
        }),
      ),
  });
export const saveText = (
  roundId: string,
  { kind, locale, channel }: TextKey,
  body: Schema<'SaveTemplateInput'>,
): Promise<MessageText> =>
  ok(
    api.PUT('/api/rounds/{id}/message-templates/{kind}/{locale}/{channel}', {
      params: { path: { id: roundId, kind, locale, channel } },
      body,
    }),
  );
export const previewText = (roundId: string, body: Schema<'PreviewInput'>) =>
  ok(api.POST('/api/rounds/{id}/message-templates/preview', { params: { path: { id: roundId } }, body }));
export const tryText = (roundId: string, body: Schema<'PreviewInput'>, key: string) =>
  ok(
    api.POST('/api/rounds/{id}/message-templates/test', {
      params: { path: { id: roundId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );

export const preferencesQuery = queryOptions({
  queryKey: ['profile', 'messages'],
  queryFn: () => ok(api.GET('/api/profile/messages')),
});
export const savePreferences = (body: Schema<'PreferencesInput'>): Promise<Preferences> =>
  ok(api.PUT('/api/profile/messages', { body }));
