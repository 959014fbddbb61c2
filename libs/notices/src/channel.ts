import type { ChannelCode } from './notice-kinds.rules';
import type { NoticeKind } from './notice-texts.rules';

/** A message on its way out. */
export interface OutgoingMessage {
  /** The same for every attempt: the receiving side can know a message again. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
}

/** What became of one attempt. REFUSED is final, LATER is tried again by the queue. */
export type Outcome =
  | { readonly state: 'SENT' }
  | { readonly state: 'REFUSED'; readonly reason: string }
  | { readonly state: 'LATER'; readonly reason: string };

/** A way by which messages leave the house. Does not throw: whatever happens is an outcome. */
export interface Channel {
  readonly code: ChannelCode;
  deliver(message: OutgoingMessage): Promise<Outcome>;
}
