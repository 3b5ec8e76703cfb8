import { optionsFromTexts } from '../../core/show/form-values.ts';
import { id as idSchema } from '../../core/show/scalars.ts';
import { useDesk } from '../link/desk.ts';
import { changeDraft, type DeviceDraft, useSetup } from './setup-store.ts';

/** Sends a draft as a command, or marks what is wrong with it. */
export function useSaveDraft(): (draft: DeviceDraft) => Promise<void> {
  const desk = useDesk();
  return async ({ id, kind, fields, texts, old }) => {
    const named = idSchema.safeParse(id);
    const idProblems = named.success
      ? []
      : [
          {
            name: 'id',
            message: 'Letters, digits, dot, _ or -, beginning with a letter or digit.',
          },
        ];
    const options = optionsFromTexts(fields, texts, old);
    const problems = [...idProblems, ...(options.ok ? [] : options.fault)];
    if (problems.length > 0 || !options.ok) return changeDraft({ problems });
    const result = await desk.command({ type: 'device.set', id, kind, options: options.value });
    if (result.ok) useSetup.setState({ draft: null, isChoosing: false });
  };
}
