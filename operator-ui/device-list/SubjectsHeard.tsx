import type { DeviceEntry } from '../../core/show/show-schema.ts';
import { subjectUsers } from '../../core/show/subject-users.ts';
import type { SubjectSeen } from '../../core/wire/discovery.ts';
import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';
import { useSetup } from './setup-store.ts';
import { useForCamera as cameraCommand, followAsObject } from './subject-commands.ts';

/** Whom a device sends poses of, and who may follow them. */
export function SubjectsHeard({ entry }: { entry: DeviceEntry }) {
  const discovery = useSetup((setup) => setup.discovery);
  const heard = discovery?.subjects.filter(({ device }) => device === entry.id) ?? [];
  if (heard.length === 0) return null;
  return (
    <ul className="subjects" aria-label={`Heard on ${entry.id}`}>
      {heard.map((seen) => (
        <SubjectRow key={seen.subject} entry={entry} seen={seen} />
      ))}
    </ul>
  );
}

function SubjectRow({ entry, seen: { subject } }: { entry: DeviceEntry; seen: SubjectSeen }) {
  const desk = useDesk();
  const isLive = useLive();
  const show = useShowState((state) => state.show);
  const kinds = useSetup((setup) => setup.kinds) ?? [];
  if (!show) return null;
  const users = subjectUsers(show, entry.id, subject);
  const free = show.cameras.filter(({ id }) => !users.cameras.includes(id));
  const moved = [
    ...users.cameras.map((id) => `camera ${id}`),
    ...users.objects.map((id) => `object ${id}`),
  ];
  return (
    <li>
      <p className="subject-name">
        <strong className="number">{subject}</strong>
        <span>{moved.length > 0 ? `moves ${moved.join(', ')}` : 'moves nobody'}</span>
      </p>
      <p className="subject-keys">
        {free.map((camera) => (
          <button
            key={camera.id}
            type="button"
            className="button"
            disabled={!isLive}
            onClick={() => void desk.command(cameraCommand(camera, entry, subject, kinds))}
          >
            Use for camera {camera.id}
          </button>
        ))}
        {users.objects.length === 0 && (
          <button
            type="button"
            className="button"
            disabled={!isLive}
            onClick={() => void desk.command(followAsObject(show, entry.id, subject))}
          >
            Follow as object
          </button>
        )}
      </p>
    </li>
  );
}
