import { create } from 'zustand';
import { type FormField, formFields } from '../../core/show/device-form.ts';
import { type FieldProblem, textsFromOptions } from '../../core/show/form-values.ts';
import type { DeviceEntry } from '../../core/show/show-schema.ts';
import { freeId } from '../../core/show/subject-users.ts';
import type { DeviceKindReport, DiscoveryReport } from '../../core/wire/discovery.ts';

/** A device as it is being filled in. */
export interface DeviceDraft {
  isNew: boolean;
  id: string;
  kind: string;
  fields: readonly FormField[];
  texts: Readonly<Record<string, string>>;
  /** What the device has now. */
  old: Readonly<Record<string, unknown>>;
  problems: readonly FieldProblem[];
}

/** What the page knows of devices that may be set up, and what the operator is doing about it. */
interface SetupStore {
  isOpen: boolean;
  /** A kind is being chosen for a new device. */
  isChoosing: boolean;
  draft: DeviceDraft | null;
  /** null until the server has told them. */
  kinds: readonly DeviceKindReport[] | null;
  discovery: DiscoveryReport | null;
}

export const useSetup = create<SetupStore>()(() => ({
  isOpen: false,
  isChoosing: false,
  draft: null,
  kinds: null,
  discovery: null,
}));

/** A draft of a new device of a kind, under an id that is free. */
export function newDraft(kind: DeviceKindReport, taken: ReadonlySet<string>): DeviceDraft {
  const fields = formFields(kind.options);
  const id = freeId(kind.kind, taken);
  return { isNew: true, id, kind: kind.kind, fields, texts: {}, old: {}, problems: [] };
}

/** A draft of what a device is now; `undefined` when its kind is not known. */
export function draftOf(
  { id, kind, options }: DeviceEntry,
  kinds: readonly DeviceKindReport[],
): DeviceDraft | undefined {
  const report = kinds.find((each) => each.kind === kind);
  if (!report) return undefined;
  const fields = formFields(report.options);
  const texts = textsFromOptions(fields, options);
  return { isNew: false, id, kind, fields, texts, old: options, problems: [] };
}

/** Changes the draft, where there is one. */
export function changeDraft(change: Partial<DeviceDraft>): void {
  const { draft } = useSetup.getState();
  if (draft) useSetup.setState({ draft: { ...draft, ...change } });
}

/** A text is put in; what was wrong with its field is being mended. */
export function putIn(name: string, text: string): void {
  const { draft } = useSetup.getState();
  if (!draft) return;
  const problems = draft.problems.filter((problem) => problem.name !== name);
  changeDraft({ texts: { ...draft.texts, [name]: text }, problems });
}
