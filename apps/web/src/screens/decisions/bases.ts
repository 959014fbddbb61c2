/** A legal basis without the word "Căn cứ" in front and the mark at its end: "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022". */
export const bareBasis = (text: string): string => text.trim().normalize('NFC').replace(/^[-–]\s*/, '').replace(/^căn cứ\s+/i, '').replace(/[.;,]$/, '');

/** As papers begin it; the paper itself sets the mark at the end. */
export const paperBasis = (text: string): string => `Căn cứ ${bareBasis(text)}`;
