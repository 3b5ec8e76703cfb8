import { checkLens } from '../lens/check-lens.ts';
import type { Problem } from '../result.ts';
import type { LensSettings } from './camera-schema.ts';
import { checkSlices } from './check-slices.ts';
import type { Show } from './show-schema.ts';
import type { Wall } from './stage-schema.ts';

function duplicateIds(list: readonly { id: string }[], at: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const first = !seen.has(item.id);
    seen.add(item.id);
    return first
      ? []
      : [
          {
            path: `${at}/${index}/id`,
            code: 'duplicate-id',
            message: `The id "${item.id}" is used twice. Ids are unique in their list.`,
          },
        ];
  });
}

/** Better refused than drawn wrong: a mesh has no closed form, and no renderer for it stands yet. */
function checkMeshes(walls: readonly Wall[]): Problem[] {
  return walls.flatMap((wall, index): Problem[] =>
    wall.surface.kind === 'mesh'
      ? [
          {
            path: `/stage/walls/${index}/surface/kind`,
            code: 'mesh-not-drawn',
            message:
              'Mesh walls are not drawn yet. Describe the wall as flat parts or as an arc with facets.',
          },
        ]
      : [],
  );
}

function checkSources(show: Show): Problem[] {
  const devices = new Set(show.devices.map((device) => device.id));
  const check = (list: readonly { source: { device: string } }[], name: string): Problem[] =>
    list.flatMap((item, index) =>
      devices.has(item.source.device)
        ? []
        : [
            {
              path: `/${name}/${index}/source/device`,
              code: 'unknown-device',
              message: `No device has the id "${item.source.device}". Add it to devices or name another.`,
            },
          ],
    );
  const backups = show.cameras.flatMap(({ backup }, index): Problem[] =>
    !backup || devices.has(backup.device)
      ? []
      : [
          {
            path: `/cameras/${index}/backup/device`,
            code: 'unknown-device',
            message: `No device has the id "${backup.device}". Add it to devices or name another.`,
          },
        ],
  );
  return [...check(show.cameras, 'cameras'), ...backups, ...check(show.objects, 'objects')];
}

/** Looking through a lens's tables takes milliseconds, and most commands leave every lens as it is. */
const sound = new WeakSet<LensSettings>();

function lensProblems(lens: LensSettings, path: string): Problem[] {
  if (sound.has(lens)) return [];
  const problems = checkLens(lens, path);
  if (problems.length === 0) sound.add(lens);
  return problems;
}

/** The frame clock can only keep step with what there is. */
function checkReference(show: Show): Problem[] {
  const { reference } = show.stage.rates;
  const path = '/stage/rates/reference';
  if (reference.kind === 'output' && !show.stage.outputs.some((o) => o.id === reference.output)) {
    const message = `No output has the id "${reference.output}". Name another, or use "free".`;
    return [{ path: `${path}/output`, code: 'unknown-output', message }];
  }
  if (reference.kind === 'timecode' && !show.devices.some((d) => d.id === reference.device)) {
    const message = `No device has the id "${reference.device}". Name another, or use "free".`;
    return [{ path: `${path}/device`, code: 'unknown-device', message }];
  }
  return [];
}

function checkBounds(show: Show): Problem[] {
  const { min, max } = show.stage.bounds;
  return min.some((low, axis) => low >= (max[axis] ?? 0))
    ? [
        {
          path: '/stage/bounds',
          code: 'empty-bounds',
          message: 'Each value of min must be below the one of max.',
        },
      ]
    : [];
}

/** A path inside the show folder: relative, no drive, no step upwards. */
export function isShowPath(path: string): boolean {
  return (
    !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..') && !path.includes('\0')
  );
}

const pictureName = /\.(png|jpe?g|webp)$/i;

function checkEnvironments(show: Show, sceneIds: readonly string[]): Problem[] {
  return show.environments.flatMap((environment, index): Problem[] => {
    const path = `/environments/${index}/source`;
    if (environment.kind === 'scene' && !sceneIds.includes(environment.source)) {
      return [
        {
          path,
          code: 'unknown-scene',
          message: `There is no scene "${environment.source}". Choose one of: ${sceneIds.join(', ')}.`,
        },
      ];
    }
    if (
      environment.kind === 'gltf' &&
      !(isShowPath(environment.source) && environment.source.endsWith('.glb'))
    ) {
      return [
        {
          path,
          code: 'bad-path',
          message: 'A gltf source is a .glb inside the show folder, such as assets/street.glb.',
        },
      ];
    }
    const isPicture = environment.kind === 'panorama' || environment.kind === 'plate';
    if (isPicture && !(isShowPath(environment.source) && pictureName.test(environment.source))) {
      const message = `The source of a ${environment.kind} is a .png, .jpg or .webp inside the show folder, such as assets/street.png.`;
      return [{ path, code: 'bad-path', message }];
    }
    if (
      environment.kind === 'layers' &&
      !(isShowPath(environment.source) && /\.2p5d$/i.test(environment.source))
    ) {
      const message =
        'The source of layers is a .2p5d inside the show folder, such as assets/street.2p5d.';
      return [{ path, code: 'bad-path', message }];
    }
    return [];
  });
}

/** Everything that a schema cannot see: references, overlaps, ranges between fields. */
export function checkShow(show: Show, sceneIds: readonly string[]): Problem[] {
  const { walls, outputs } = show.stage;
  const byId = new Map(walls.map((wall) => [wall.id, wall]));
  return [
    ...duplicateIds(walls, '/stage/walls'),
    ...duplicateIds(outputs, '/stage/outputs'),
    ...duplicateIds(show.devices, '/devices'),
    ...duplicateIds(show.cameras, '/cameras'),
    ...duplicateIds(show.objects, '/objects'),
    ...duplicateIds(show.environments, '/environments'),
    ...checkReference(show),
    ...checkBounds(show),
    ...checkMeshes(walls),
    ...outputs.flatMap((output, index) => checkSlices(output, `/stage/outputs/${index}`, byId)),
    ...checkSources(show),
    ...show.cameras.flatMap(({ lens }, index) => lensProblems(lens, `/cameras/${index}/lens`)),
    ...checkEnvironments(show, sceneIds),
  ];
}
