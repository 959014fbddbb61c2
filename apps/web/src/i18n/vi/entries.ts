/** Texts of the area. Names in braces are parameters. */
export const entries = {} as const;
