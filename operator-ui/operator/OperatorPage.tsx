import { BackdropsPanel } from '../backdrops/BackdropsPanel.tsx';
import { LookSheet } from '../backdrops/look/LookSheet.tsx';
import { CamerasPanel } from '../cameras/CamerasPanel.tsx';
import { DeckPanel } from '../decks/DeckPanel.tsx';
import { LookPanel } from '../decks/LookPanel.tsx';
import { TakeControls } from '../decks/TakeControls.tsx';
import { DeviceList } from '../device-list/DeviceList.tsx';
import { EmergencyRail } from '../emergency/EmergencyRail.tsx';
import { EnvironmentList } from '../environments/EnvironmentList.tsx';
import { Banners } from '../link/Banners.tsx';
import { Notices } from '../link/Notices.tsx';
import { useShow } from '../link/show-store.ts';
import { OutputStrip } from '../outputs/OutputStrip.tsx';
import { SetupSheet } from '../setup/SetupSheet.tsx';
import { TakeBar } from '../takes/TakeBar.tsx';
import { TakesList } from '../takes/TakesList.tsx';
import { TimingPanel } from '../timing/TimingPanel.tsx';
import { useChoices } from './desk-choices.ts';
import { HelpSheet } from './HelpSheet.tsx';
import { PanelTabs } from './PanelTabs.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Everything on one page that does not scroll (DESIGN section 6). */
export function OperatorPage() {
  useShortcuts();
  const health = useShow((store) => store.health);
  const tab = useChoices((choices) => choices.tab);
  return (
    <div className="operator" data-health={health}>
      <TopBar />
      <Banners />
      <main className="desk" data-tab={tab}>
        <EnvironmentList />
        <div className="decks">
          <DeckPanel deck="preview" />
          <TakeControls />
          <DeckPanel deck="program" />
        </div>
        <PanelTabs />
        <LookPanel />
        <CamerasPanel />
        <OutputStrip />
        <TimingPanel />
        <DeviceList />
        <TakesList />
        <BackdropsPanel />
        <TakeBar />
        <EmergencyRail />
      </main>
      <Notices />
      <HelpSheet />
      <SetupSheet />
      <LookSheet />
    </div>
  );
}
