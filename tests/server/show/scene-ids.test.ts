import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseShow } from '../../../core/show/parse-show.ts';
import { sceneManifests } from '../../../scenes/registry.ts';
import { sceneIds } from '../../../server/show/scene-ids.ts';
import { repository } from '../../support/running-server.ts';

it('the server knows every scene that there is', () => {
  expect([...sceneIds].sort()).toEqual(sceneManifests.map(({ id }) => id).sort());
});

it('the demo show is valid, and its parameters are ones that its scenes have', () => {
  const document = JSON.parse(readFileSync(join(repository, 'shows/demo/show.json'), 'utf8'));
  const parsed = parseShow(document, sceneIds);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  for (const { source, params } of parsed.value.environments) {
    const manifest = sceneManifests.find(({ id }) => id === source);
    const known = manifest?.parameters.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(Object.keys(params)));
  }
});
