import { useLive, useShow, useShowState } from '../link/show-store.ts';
import { DeviceForm } from './DeviceForm.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import { KindChoice } from './KindChoice.tsx';
import { useSetup } from './setup-store.ts';
import { useDiscovery } from './use-discovery.ts';

/** Every device of the show and how it does; and, set up, what it is and what it hears. */
export function DeviceList() {
  useDiscovery();
  const { isOpen, isChoosing, draft } = useSetup();
  return (
    <section className="panel devices" aria-label="Devices" data-setup={isOpen}>
      <DevicesHeader />
      {isOpen && draft ? <DeviceForm draft={draft} /> : null}
      {isOpen && !draft && isChoosing ? <KindChoice /> : null}
      {isOpen && (draft || isChoosing) ? null : <Rows isOpen={isOpen} />}
    </section>
  );
}

function DevicesHeader() {
  const { isOpen, isChoosing, draft } = useSetup();
  const isLive = useLive();
  const close = () => useSetup.setState({ isOpen: false, isChoosing: false, draft: null });
  return (
    <header>
      <h2>Devices</h2>
      <span className="devices-keys">
        {isOpen && !draft && !isChoosing && (
          <button
            type="button"
            className="button"
            disabled={!isLive}
            onClick={() => useSetup.setState({ isChoosing: true })}
          >
            Add device
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-pressed={isOpen}
          onClick={() => (isOpen ? close() : useSetup.setState({ isOpen: true }))}
        >
          {isOpen ? 'Done' : 'Set up'}
        </button>
      </span>
    </header>
  );
}

function Rows({ isOpen }: { isOpen: boolean }) {
  const status = useShow((store) => store.status);
  const entries = useShowState((state) => state.show.devices) ?? [];
  return (
    <ul className="scrolls device-rows">
      {entries.map((entry) => (
        <DeviceRow
          key={entry.id}
          entry={entry}
          report={status?.devices.find(({ id }) => id === entry.id)}
          showTimeMs={status?.showTimeMs ?? 0}
          isSetup={isOpen}
        />
      ))}
      {entries.length === 0 && (
        <li className="empty">
          The show has no device. {isOpen ? 'Add one.' : 'Set up adds one.'}
        </li>
      )}
    </ul>
  );
}
