export * from './saved-view.dto';
export { SavedViews } from './saved-views.service';
export { HomeAnswer, WAITING_KINDS, WaitingItem, type WaitingKind } from './home.dto';
export { HomeModule } from './home.module';
export { HomeQueries } from './home.queries';
