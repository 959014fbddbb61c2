export { AssignmentService } from './assignments.service';
export { type ConflictKind, findConflict, type FoundConflict } from './conflict.rules';
export { panelColumns, type ScoresheetAccess, scoresheetColumns, type StandingAccess } from './judging.columns';
export { JudgingModule } from './judging.module';
export { judgingPolicy } from './judging.policy';
export * from './panel.dto';
export { Panel } from './panel.entity';
export { PanelQueries } from './panels.queries';
export { PanelService } from './panels.service';
export * from './scoresheet.dto';
export { Scoresheet } from './scoresheet.entity';
export {
  SCORESHEET_STATES,
  SCORESHEET_WORKFLOW,
  type ScoresheetAction,
  type ScoresheetState,
} from './scoresheet.workflow';
export { ScoresheetQueries } from './scoresheets.queries';
export { ScoresheetService } from './scoresheets.service';
export * from './standing.dto';
export * from './standing.rules';
export { rankInDatabase, type StandingScope } from './standing.sql';
export { StandingQueries } from './standings.queries';
export { StandingService } from './standings.service';
