import { z } from 'zod';
import { type Problem, pointerFromPath } from '../core/result.ts';
import type { PoseIs } from '../core/show/camera-schema.ts';
import type { Device, DeviceContext, DeviceFactory } from './device.ts';
import { optionMeaning } from './option-meanings.ts';
import { UnavailableDevice } from './unavailable-device.ts';

interface DeviceKind<Options> {
  kind: string;
  poseIs: PoseIs;
  /** The options of this kind; `host` is what `interface` is when it is left out. */
  schema: (host: string) => z.ZodType<Options>;
  make: (id: string, options: Options, context: DeviceContext) => Device;
}

/**
 * A factory that checks the options first. Bad options give a device whose status is `unavailable`
 * with every problem as a JSON pointer into the device's entry, and nothing else fails.
 */
export function deviceFactory<Options>(device: DeviceKind<Options>): DeviceFactory {
  const { kind, poseIs, schema, make } = device;
  const create = (id: string, options: unknown, context: DeviceContext): Device => {
    const parsed = schema(context.host ?? '127.0.0.1').safeParse(options ?? {});
    if (parsed.success) return make(id, parsed.data, context);
    return new UnavailableDevice(id, kind, optionsReason(id, optionProblems(parsed.error)));
  };
  const problems = (options: unknown, host: string): Problem[] => {
    const parsed = schema(host).safeParse(options ?? {});
    return parsed.success ? [] : optionProblems(parsed.error);
  };
  const optionsSchema = (host: string): object => describedSchema(kind, schema(host));
  return { kind, poseIs, optionsSchema, problems, create };
}

/** The schema of the options as they stand in a show file; checks that JSON Schema cannot say are left out. */
function describedSchema(kind: string, schema: z.ZodType): object {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const [name, property] of Object.entries(described.properties ?? {})) {
    const meaning = optionMeaning(kind, name);
    if (typeof property === 'object' && meaning) property.description ??= meaning;
  }
  return described;
}

const optionProblems = (error: z.ZodError): Problem[] =>
  error.issues.map((issue) => ({
    path: pointerFromPath(['options', ...issue.path]),
    code: issue.code,
    message: issue.message,
  }));

function optionsReason(id: string, problems: readonly Problem[]): string {
  const each = problems.map(({ path, message }) => `${path}: ${message}`);
  return `The options of device "${id}" are not valid: ${each.join('; ')}. Correct them in the show.`;
}
