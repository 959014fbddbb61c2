import type { ReactNode } from 'react';
import type { Role } from '../api/session';
import type { Language } from '../i18n';

/** One how-to: a question in the user's words and the steps. `body` is written in both languages. */
export interface HelpTopic {
  id: string;
  question: Record<Language, string>;
  body: Record<Language, ReactNode>;
  /** Shown first to these roles. */
  roles?: Role[];
}
