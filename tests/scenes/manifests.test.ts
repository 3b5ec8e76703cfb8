import { describe, expect, test } from 'vitest';
import { gltfParameters } from '../../scenes/gltf/parameters.ts';
import { sceneManifests, sceneModules } from '../../scenes/registry.ts';
import { parameterValue } from '../../scenes/scene.ts';

describe('scene manifests', () => {
  test('name each registered scene once', () => {
    const ids = sceneManifests.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(sceneModules).sort()).toEqual([...ids].sort());
  });

  test.each(sceneManifests.map((manifest) => [manifest.id, manifest] as const))(
    '%s says what it is and every parameter has a label and a default in range',
    (_id, { name, description, parameters }) => {
      expect(name).not.toBe('');
      expect(description).not.toBe('');
      expect(new Set(parameters.map((parameter) => parameter.name)).size).toBe(parameters.length);
      for (const parameter of parameters) {
        expect(parameter.label).not.toBe('');
        expect(parameterValue(parameter, { [parameter.name]: parameter.default })).toBe(
          parameter.default,
        );
        if (parameter.kind === 'number') expect(parameter.min).toBeLessThan(parameter.max);
      }
    },
  );

  test('modules carry the manifest of the registry', async () => {
    for (const manifest of sceneManifests) {
      const module = await sceneModules[manifest.id]?.();
      expect(module?.manifest).toBe(manifest);
    }
  });

  test('a glTF environment is neutral by default', () => {
    expect(gltfParameters.map(({ name, default: value }) => [name, value])).toEqual([
      ['light', 1],
      ['exposure', 1],
    ]);
  });
});
