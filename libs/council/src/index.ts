export {
  AGENDA_ITEM_STATES,
  AGENDA_ITEM_WORKFLOW,
  type AgendaItemAction,
  type AgendaItemState,
} from './agenda-item.workflow';
export { councilColumns, type SessionAccess, sessionColumns } from './council.columns';
export * from './council.dto';
export { AgendaItem, CouncilSession } from './council.entity';
export { CouncilModule } from './council.module';
export { councilPolicy } from './council.policy';
export { SESSION_STATES, SESSION_WORKFLOW, type SessionAction, type SessionState } from './council-session.workflow';
export { CouncilService } from './councils.service';
export { Minutes } from './minutes';
export { SessionQueries } from './sessions.queries';
export { SessionService } from './sessions.service';
export * from './voting.rules';
