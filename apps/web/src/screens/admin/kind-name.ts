import { textOf } from '../../i18n';

/** The kind of a unit in words. */
export const kindName = (kind: string): string => textOf(`admin.kind_${kind}`) ?? kind;
