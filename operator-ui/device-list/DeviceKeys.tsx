import type { DeviceEntry } from '../../core/show/show-schema.ts';
import { whyNotRemoved } from '../../core/show/subject-users.ts';
import { useDesk } from '../link/desk.ts';
import { notify } from '../link/notices.ts';
import { useLive, useShowState } from '../link/show-store.ts';
import { draftOf, useSetup } from './setup-store.ts';

/** Changes a device, or removes it when nobody needs it. */
export function DeviceKeys({ entry }: { entry: DeviceEntry }) {
  const desk = useDesk();
  const isLive = useLive();
  const show = useShowState((state) => state.show);
  const kinds = useSetup((setup) => setup.kinds);
  const draft = kinds ? draftOf(entry, kinds) : undefined;
  const undo = { label: 'UNDO', run: () => void desk.command({ type: 'show.undo' }) };
  const remove = async () => {
    const reason = show ? whyNotRemoved(show, entry.id) : '';
    if (reason) return notify('Remove refused', reason);
    const result = await desk.command({ type: 'device.remove', id: entry.id });
    if (result.ok) notify('Device removed', `${entry.id} is no longer part of the show.`, undo);
  };
  return (
    <p className="device-keys">
      <button
        type="button"
        className="button"
        disabled={!isLive || !draft}
        aria-label={`Change ${entry.id}`}
        onClick={() => draft && useSetup.setState({ draft })}
      >
        Change
      </button>
      <button
        type="button"
        className="button quiet"
        disabled={!isLive}
        aria-label={`Remove ${entry.id}`}
        onClick={() => void remove()}
      >
        Remove
      </button>
      {kinds && !draft && <span>The kind {entry.kind} is not known to this server.</span>}
    </p>
  );
}
