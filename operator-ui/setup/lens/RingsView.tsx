import { useState } from 'react';
import { encoderProfiles } from '../../../core/lens/encoder-profiles.ts';
import { useShowState } from '../../link/show-store.ts';
import { RingRow } from './RingRow.tsx';
import { learntEncoders, readingsOf, rings } from './rings.ts';
import type { LensProps } from './use-lens-change.ts';
import { useRackedRings, useRingCounts } from './use-rings.ts';

interface Props extends LensProps {
  cameraId: string;
  deviceId: string;
}

/** Where the rings stand now, what their counts mean, and learning that by racking them. */
export function RingsView(props: Props) {
  const { cameraId, lens, disabled, change } = props;
  const { encoders } = lens;
  const [isLearning, setLearning] = useState(false);
  const counts = useRingCounts(cameraId);
  const readings = readingsOf(encoders, counts);
  const seen = useRackedRings(cameraId, encoders, true);
  const racked = useRackedRings(cameraId, encoders, isLearning);
  const learnt = learntEncoders(racked, encoders);
  const learntNames = rings.filter((ring) => learnt[ring]);
  const apply = async () => {
    if (await change({ encoders: learnt })) setLearning(false);
  };
  return (
    <>
      {rings.every((ring) => Number.isNaN(counts[ring])) && (
        <p className="setup-fault">
          ▲ No ring is heard. Switch the lens encoders on in the tracker, and look at the profile of
          the device.
        </p>
      )}
      {rings.map((ring) => (
        <RingRow
          key={ring}
          ring={ring}
          encoder={encoders?.[ring]}
          counts={counts[ring]}
          reading={readings[ring]}
          seen={seen[ring]}
          racked={isLearning ? racked[ring] : undefined}
          disabled={disabled}
          onChange={(encoder) => void change({ encoders: { [ring]: encoder } })}
        />
      ))}
      {isLearning ? (
        <div className="lens-learn" role="status">
          <p>
            Rack each ring to both ends: begin at wide, infinity, open; rest a second at each end,
            and stop at the far one.
          </p>
          <div className="setup-row">
            <button
              type="button"
              className="button lens-apply"
              disabled={disabled || learntNames.length === 0}
              onClick={() => void apply()}
            >
              {learntNames.length > 0 ? `Apply: ${learntNames.join(', ')}` : 'No ring moved yet'}
            </button>
            <button type="button" className="button" onClick={() => setLearning(false)}>
              Cancel
            </button>
          </div>
        </div>
      ) : (
        <div className="setup-row">
          <button
            type="button"
            className="button"
            disabled={disabled}
            onClick={() => setLearning(true)}
          >
            Learn ranges
          </button>
          <button
            type="button"
            className="button"
            disabled={disabled || !encoders}
            onClick={() => void change({ encoders: null })}
          >
            No ranges
          </button>
          <MakerRanges {...props} />
        </div>
      )}
      <p className="setup-hint">
        With a range a ring reads 0 to 1. Without one the tracker&apos;s own number is the reading.
      </p>
    </>
  );
}

/** Ranges to start from, where raw counts come by FreeD. */
function MakerRanges({ deviceId, disabled, change }: Props) {
  const kind = useShowState((state) => state.show.devices.find(({ id }) => id === deviceId)?.kind);
  if (kind !== 'freed') return null;
  return (
    <label className="setup-number">
      <span>Ranges of a maker</span>
      <select
        className="field"
        value=""
        disabled={disabled}
        onChange={({ target }) => {
          const profile = encoderProfiles.find(({ name }) => name === target.value);
          if (!profile) return;
          const { name: _, ...encoders } = profile;
          void change({ encoders });
        }}
      >
        <option value="">choose …</option>
        {encoderProfiles.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
