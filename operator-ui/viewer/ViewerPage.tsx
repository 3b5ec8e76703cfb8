import { DeckPanel } from '../decks/DeckPanel.tsx';
import { Banners } from '../link/Banners.tsx';
import { LinkState } from '../link/LinkState.tsx';
import { ShowClock } from '../link/ShowClock.tsx';
import { useShow, useShowState } from '../link/show-store.ts';
import { OutputStrip } from '../outputs/OutputStrip.tsx';
import { CameraTable } from './CameraTable.tsx';

/** Program, cameras and outputs for everybody who only looks. Sends no command. */
export function ViewerPage() {
  const health = useShow((store) => store.health);
  const name = useShowState((state) => state.show.name);
  return (
    <div className="viewer" data-health={health}>
      <header className="viewer-top">
        <h1>{name ?? '…'}</h1>
        <span className="chip">VIEWER</span>
        <ShowClock />
        <LinkState readOnly />
      </header>
      <Banners />
      <main>
        <DeckPanel deck="program" />
        <CameraTable />
        <OutputStrip readOnly />
      </main>
    </div>
  );
}
