import { useEffect, useRef, useState } from 'react';
import type { SolvedAiming } from './aim-findings.ts';
import type { AimingQuestion, AnsweredAiming, AskedAiming } from './aim-question.ts';

export interface AimAnswer {
  question: AimingQuestion;
  solved: SolvedAiming;
}

/** The newest answer: while it is to another question than the one given, that one is being solved. */
export function useAimSolution(question: AimingQuestion | undefined): AimAnswer | undefined {
  const worker = useRef<Worker>(undefined);
  const number = useRef(0);
  const [answer, setAnswer] = useState<AimAnswer>();
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = undefined;
    },
    [],
  );
  useEffect(() => {
    if (!question) return;
    worker.current ??= new Worker(new URL('./aim-worker.ts', import.meta.url), { type: 'module' });
    const asked: AskedAiming = { number: ++number.current, question };
    worker.current.onmessage = ({ data }: MessageEvent<AnsweredAiming>) => {
      if (data.number === asked.number) setAnswer({ question, solved: data.solved });
    };
    worker.current.postMessage(asked);
  }, [question]);
  return question && answer;
}
