export * from './decimals.rules';
export * from './form.rules';
export * from './plain-text.rules';
export * from './rich-text.rules';
