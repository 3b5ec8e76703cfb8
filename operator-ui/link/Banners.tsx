import { useTally } from '../decks/use-tally.ts';
import { InhibitBanner } from '../emergency/InhibitBanner.tsx';
import { activeInhibits } from '../emergency/inhibits.ts';
import { LinkBanner } from './LinkBanner.tsx';
import { useShow } from './show-store.ts';

/** One line under the top bar: trouble when there is any, and otherwise what is on air. */
export function Banners() {
  const isCalm = useShow(({ health, outdated, replica }) => {
    const inhibits = replica ? activeInhibits(replica.state).length : 0;
    return health !== 'stale' && !outdated && inhibits === 0;
  });
  return (
    <div className="banners">
      <LinkBanner />
      <InhibitBanner />
      {isCalm && <OnAirLine />}
    </div>
  );
}

function OnAirLine() {
  const state = useShow((store) => store.replica?.state);
  const status = useShow((store) => store.status);
  const tally = useTally();
  if (!state || !status) return <p className="on-air-line">Connecting …</p>;
  const name = tally?.onAir
    .map((id) => state.show.environments.find((each) => each.id === id)?.name ?? id ?? 'nothing')
    .join(' + ');
  const open = status.outputs.filter((output) => output.connected).length;
  const tracked = status.cameras.filter((camera) => camera.status === 'ok').length;
  return (
    <p className="on-air-line">
      <span>on air: {name}</span>
      <span>
        {open} of {status.outputs.length} outputs open
      </span>
      <span>
        {tracked} of {status.cameras.length} cameras tracked
      </span>
    </p>
  );
}
