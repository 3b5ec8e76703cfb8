import {
  parameterValue,
  type SceneManifest,
  type SceneParameter,
  type SceneParams,
} from './scene.ts';

function parameterOf(manifest: SceneManifest, name: string): SceneParameter {
  const parameter = manifest.parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined)
    throw new Error(`scene ${manifest.id} declares no parameter ${name}`);
  return parameter;
}

/** Reads one number parameter, clamped; looked up once so that reading allocates nothing. */
export function numberReader(
  manifest: SceneManifest,
  name: string,
): (params: SceneParams) => number {
  const parameter = parameterOf(manifest, name);
  return (params) => Number(parameterValue(parameter, params));
}

/** The same of a bare list of parameters. */
export function listReader(
  parameters: readonly SceneParameter[],
  name: string,
): (params: SceneParams) => number {
  const parameter = parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) throw new Error(`there is no parameter ${name}`);
  return (params) => Number(parameterValue(parameter, params));
}

/** Reads one toggle. */
export function toggleReader(
  manifest: SceneManifest,
  name: string,
): (params: SceneParams) => boolean {
  const parameter = parameterOf(manifest, name);
  return (params) => parameterValue(parameter, params) === true;
}

/** Reads several number parameters into `out`; true when any differs from what `out` held. */
export function readChanged(
  out: Float64Array,
  readers: readonly ((params: SceneParams) => number)[],
  params: SceneParams,
): boolean {
  let changed = false;
  for (let i = 0; i < readers.length; i++) {
    const value = readers[i]?.(params) ?? 0;
    if (value !== out[i]) {
      out[i] = value;
      changed = true;
    }
  }
  return changed;
}
