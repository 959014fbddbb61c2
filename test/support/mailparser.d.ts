/** The part of mailparser that the tests use; the package brings no types. */
declare module 'mailparser' {
  interface Addresses {
    readonly text: string;
  }
  export interface ParsedMail {
    readonly to?: Addresses | readonly Addresses[];
    readonly subject?: string;
    readonly text?: string;
    readonly html?: string | false;
    readonly messageId?: string;
  }
  export function simpleParser(source: Buffer): Promise<ParsedMail>;
}
