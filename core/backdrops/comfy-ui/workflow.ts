import { z } from 'zod';
import { done, fault, pointerFromPath, type Result } from '../../result.ts';

/** A graph in ComfyUI's API format: nodes by id, inputs that are values or `[node, output]`. */
export const comfyWorkflow = z.record(
  z.string(),
  z.looseObject({ class_type: z.string().min(1), inputs: z.record(z.string(), z.unknown()) }),
);
export type ComfyWorkflow = z.infer<typeof comfyWorkflow>;

export interface WorkflowValues {
  prompt: string;
  negative: string;
  seed: number;
  width: number;
  height: number;
}

const placeholder = /\$\{(\w+)\}/g;
const known: readonly string[] = ['prompt', 'negative', 'seed', 'width', 'height'];

/**
 * Reads a workflow template and checks its placeholders (`${prompt}`, `${negative}`, `${seed}`, `${width}`,
 * `${height}`). The saved file of ComfyUI's own editor has `nodes` and is another format: it is refused with
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
  const used = [...JSON.stringify(parsed.data).matchAll(placeholder)].map(([, name]) => name ?? '');
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
