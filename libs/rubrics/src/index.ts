export * from './decimal-text.rules';
export * from './default-rubrics.rules';
export * from './rubric.rules';
