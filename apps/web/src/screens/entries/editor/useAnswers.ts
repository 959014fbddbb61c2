import { useEffect, useState } from 'react';
import { useSession } from '../../../api/session';
import { forgetDraft, keepDraft, readDraft } from '../../../ui/drafts';

type Answers = Record<number, string>;

/** Answers to a return go to the server with the submission only; until then they are kept on the device. */
export function useAnswers(
  entryId: string,
  returnNo: number,
): { answers: Answers; answer: (index: number, text: string) => void; forget: () => Promise<void> } {
  const { account } = useSession();
  const key = `${account.id}:answers:${entryId}:${returnNo}`;
  const [answers, setAnswers] = useState<Answers>({});
  useEffect(() => {
    let left = false;
    const recover = async (): Promise<void> => {
      const draft = await readDraft<Answers>(key);
      // What was typed before the device answered is newer.
      if (draft && !left) setAnswers((typed) => ({ ...draft.value, ...typed }));
    };
    void recover();
    return () => {
      left = true;
    };
  }, [key]);
  return {
    answers,
    answer: (index, text) => {
      const value = { ...answers, [index]: text };
      setAnswers(value);
      void keepDraft(key, { value, version: returnNo, at: Date.now() });
    },
    forget: () => forgetDraft(key),
  };
}
