export { HoldersOf } from './holders-of';
export { Mailer } from './mailer';
export { NoticeAnswer, NoticeCountAnswer, NoticePage, NoticeQuery } from './notice.dto';
export { NOTICE_KINDS, type NoticeKind, type NoticeParams } from './notice-texts.rules';
export { noticeTitle } from './notice-mail.rules';
export { NoticeQueries } from './notice.queries';
export { Notices, type NoticeToSend } from './notices';
export { NoticesModule } from './notices.module';
