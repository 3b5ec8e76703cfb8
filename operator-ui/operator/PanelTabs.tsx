import { panelTabs, useChoices } from './desk-choices.ts';

const words = {
  look: 'Look',
  cameras: 'Cameras',
  outputs: 'Outputs',
  timing: 'Timing',
  devices: 'Devices',
  takes: 'Takes',
  backdrops: 'Backdrops',
} as const;

/** Where there is no room for all panels at once, one of them. */
export function PanelTabs() {
  const tab = useChoices((choices) => choices.tab);
  return (
    <nav className="tabs choice" aria-label="Panels">
      {panelTabs.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={tab === name}
          onClick={() => useChoices.setState({ tab: name })}
        >
          {words[name]}
        </button>
      ))}
    </nav>
  );
}
