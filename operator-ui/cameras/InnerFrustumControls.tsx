import type { InnerFrustumSettings } from '../../core/show/camera-schema.ts';
import type { OverscanReport } from '../../core/wire/status.ts';
import { ParameterSlider } from '../decks/ParameterSlider.tsx';
import { useDesk } from '../link/desk.ts';
import { OverscanControls } from './OverscanControls.tsx';

interface Props {
  id: string;
  settings: InnerFrustumSettings;
  overscan: OverscanReport | undefined;
  disabled: boolean;
}

const coverages = { frustum: 'Frustum', wholeWall: 'Whole wall' } as const;

/** What the wall draws for this camera. */
export function InnerFrustumControls({ id, settings, overscan, disabled }: Props) {
  const desk = useDesk();
  const set = (innerFrustum: Partial<InnerFrustumSettings>) =>
    void desk.command({ type: 'camera.set', id, innerFrustum });
  return (
    <section className="inner-frustum" aria-label={`Inner frustum of camera ${id}`}>
      <h3>Inner frustum</h3>
      <button
        type="button"
        className="button"
        aria-pressed={settings.enabled}
        disabled={disabled}
        onClick={() => set({ enabled: !settings.enabled })}
      >
        {settings.enabled ? 'On' : 'Off'}
      </button>
      <div className="choice">
        {(['frustum', 'wholeWall'] as const).map((coverage) => (
          <button
            key={coverage}
            type="button"
            aria-pressed={settings.coverage === coverage}
            disabled={disabled}
            onClick={() => set({ coverage })}
          >
            {coverages[coverage]}
          </button>
        ))}
      </div>
      <OverscanControls
        settings={settings}
        report={overscan}
        disabled={disabled || settings.coverage === 'wholeWall'}
        onChange={set}
      />
      <ParameterSlider
        label="Feather"
        min={0}
        max={0.25}
        step={0.005}
        default={0.02}
        value={settings.feather}
        disabled={disabled || settings.coverage === 'wholeWall'}
        onChange={(feather) => set({ feather })}
      />
    </section>
  );
}
