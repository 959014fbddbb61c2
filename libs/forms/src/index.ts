export * from './check-definition.rules';
export * from './check-form.rules';
export * from './decimals.rules';
export * from './form.rules';
export * from './plain-text.rules';
export * from './rich-text.rules';
export * from './visibility.rules';
