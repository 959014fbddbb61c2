/** Texts of the area. Names in braces are parameters. */
export const council = {} as const;
