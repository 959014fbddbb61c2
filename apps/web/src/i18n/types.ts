import type * as viTexts from './vi';

type Catalogue = typeof viTexts;
export type Area = keyof Catalogue;
/** Every text there is, as `area.key`. A text that does not exist is a type error. */
export type TextKey = { [A in Area]: `${A}.${Extract<keyof Catalogue[A], string>}` }[Area];
/** The English area has exactly the keys of the Vietnamese one. */
export type SameKeys<T> = Record<keyof T, string>;

type TextOf<K extends TextKey> = K extends `${infer A}.${infer N}`
  ? A extends Area
    ? N extends keyof Catalogue[A]
      ? Catalogue[A][N]
      : never
    : never
  : never;
type ParamNames<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | ParamNames<Rest> : never;
/** The parameters of a text are read from its Vietnamese wording: `'{n} hồ sơ'` asks for `{ n }`. */
export type Params<K extends TextKey> = [ParamNames<TextOf<K>>] extends [never]
  ? []
  : [params: Record<ParamNames<TextOf<K>>, string | number>];
/** Texts without parameters, for tables of labels. */
export type PlainKey = { [K in TextKey]: Params<K> extends [] ? K : never }[TextKey];
