/** Letters of a column: 1 → A, 28 → AB. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + letter : letter;
}

/** Text of a cell as it may be stored: one line unless it is long writing; no control or unseen characters. */
export function cleanCell(text: string, multiline = false): string {
  const kept = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are what must go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '');
  return (multiline ? kept.replace(/[ \t\u00a0]+/g, ' ').replace(/ ?\n ?/g, '\n') : kept.replace(/\s+/gu, ' ')).trim();
}
