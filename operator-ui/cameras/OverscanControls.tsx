import type { InnerFrustumSettings } from '../../core/show/camera-schema.ts';
import type { OverscanReport } from '../../core/wire/status.ts';
import { ParameterSlider } from '../decks/ParameterSlider.tsx';
import { OverscanReadout } from './OverscanReadout.tsx';

interface Props {
  settings: InnerFrustumSettings;
  report: OverscanReport | undefined;
  disabled: boolean;
  onChange(part: Partial<InnerFrustumSettings>): void;
}

const modes = { fixed: 'Fixed', live: 'Live' } as const;

/** How much larger than the camera's view its frustum is drawn: always the same, or as the move needs. */
export function OverscanControls({ settings, report, disabled, onChange }: Props) {
  const { overscan, overscanMode, overscanMost } = settings;
  const isLive = overscanMode === 'live';
  const shared = { min: 1, max: 2, step: 0.01, unit: '×', disabled };
  return (
    <section className="overscan" aria-label="Overscan">
      <div className="choice">
        {(['fixed', 'live'] as const).map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={overscanMode === mode}
            disabled={disabled}
            onClick={() => onChange({ overscanMode: mode })}
          >
            {modes[mode]}
          </button>
        ))}
      </div>
      {report && !disabled && <OverscanReadout report={report} settings={settings} />}
      <ParameterSlider
        {...shared}
        label={isLive ? 'Overscan at least' : 'Overscan'}
        default={1.2}
        value={overscan}
        onChange={(factor) => onChange({ overscan: factor })}
      />
      {isLive && (
        <ParameterSlider
          {...shared}
          label="Overscan at most"
          default={2}
          value={overscanMost}
          onChange={(factor) => onChange({ overscanMost: factor })}
        />
      )}
    </section>
  );
}
