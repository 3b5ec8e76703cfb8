import { create } from 'zustand';
import type { StageMark } from '../../render/stage-view/stage-mark.ts';

export type { StageMark };

/** What the open tab of the set-up sheet wants to see on the stage; empty while none does. */
export const useStageMarks = create<{ marks: readonly StageMark[] }>(() => ({ marks: [] }));

export const showStageMarks = (marks: readonly StageMark[]): void =>
  useStageMarks.setState({ marks });
