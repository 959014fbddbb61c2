/** Texts of the area. Names in braces are parameters. */
export const appraisal = {} as const;
