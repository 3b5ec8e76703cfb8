import { z } from 'zod';
import { done, fault, pointerFromPath, type Result } from '../../result.ts';

/** A graph in ComfyUI's API format: nodes by id, inputs that are values or `[node, output]`. */
export const comfyWorkflow = z.record(
  z.string(),
  z.looseObject({ class_type: z.string().min(1), inputs: z.record(z.string(), z.unknown()) }),
);
export type ComfyWorkflow = z.infer<typeof comfyWorkflow>;

/** Pictures of a backdrop that a workflow may take: what it is to look like, and its depth. */
export const workflowPictures = ['reference', 'control'] as const;
export type WorkflowPicture = (typeof workflowPictures)[number];

/** What fills the placeholders; a picture is the name under which the server has taken it. */
export interface WorkflowValues extends Partial<Record<WorkflowPicture, string>> {
  prompt: string;
  negative: string;
  seed: number;
  width: number;
  height: number;
}

const placeholder = /\$\{(\w+)\}/g;
const known: readonly string[] = [
  'prompt',
  'negative',
  'seed',
  'width',
  'height',
  ...workflowPictures,
];

const placeholdersOf = (workflow: ComfyWorkflow): string[] =>
  [...JSON.stringify(workflow).matchAll(placeholder)].map(([, name]) => name ?? '');

/**
 * Reads a workflow template and checks its placeholders (`${prompt}`, `${negative}`, `${seed}`, `${width}`,
 * `${height}`, `${reference}`, `${control}`). The saved file of ComfyUI's own editor has `nodes` and is another format: it is refused with
 * what to do. Without `${prompt}` and `${seed}` a sentence or a seed would change nothing.
 */
export function parseWorkflow(document: unknown): Result<ComfyWorkflow> {
  if (typeof document === 'object' && document !== null && 'nodes' in document) {
    const words = 'This is the editor’s own format. In ComfyUI choose Workflow, Export (API).';
    return fault('', 'editor-format', words);
  }
  const parsed = comfyWorkflow.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fault(pointerFromPath(issue?.path ?? []), 'workflow', issue?.message ?? 'No workflow.');
  }
  const used = placeholdersOf(parsed.data);
  const strange = used.find((name) => !known.includes(name));
  if (strange) {
    const words = `There is no placeholder "\${${strange}}". Known: ${known.join(', ')}.`;
    return fault('', 'placeholder', words);
  }
  const missing = ['prompt', 'seed'].find((name) => !used.includes(name));
  if (missing) {
    const words = `Write "\${${missing}}" where the workflow is to take the ${missing}.`;
    return fault('', 'placeholder', words);
  }
  return done(parsed.data);
}

/** The pictures that a workflow takes. */
export function picturesWanted(workflow: ComfyWorkflow): WorkflowPicture[] {
  const used = placeholdersOf(workflow);
  return workflowPictures.filter((name) => used.includes(name));
}

/** The graph with its placeholders filled: one that stands alone becomes the value itself, numbers as numbers. */
export function filledWorkflow(workflow: ComfyWorkflow, values: WorkflowValues): ComfyWorkflow {
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, fill(field)]));
    }
    if (typeof value !== 'string') return value;
    const alone = /^\$\{(\w+)\}$/.exec(value)?.[1];
    if (alone) return values[alone as keyof WorkflowValues];
    return value.replace(placeholder, (_, name: keyof WorkflowValues) => String(values[name]));
  };
  return fill(workflow) as ComfyWorkflow;
}
