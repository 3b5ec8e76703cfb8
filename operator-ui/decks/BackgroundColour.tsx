import { useState } from 'react';
import { defaultBackground } from '../../scenes/gltf/parameters.ts';
import { throttled } from './throttle.ts';

interface Props {
  value: unknown;
  disabled: boolean;
  onChange(colour: string): void;
}

const sendEveryMs = 50;
const plainHex = /^#[0-9a-f]{6}$/i;

/** The colour that a `gltf` environment draws where nothing stands. */
export function BackgroundColour({ value, disabled, onChange }: Props) {
  const [send] = useState(() => throttled(sendEveryMs, onChange));
  const shown = typeof value === 'string' && plainHex.test(value) ? value : defaultBackground;
  return (
    <label className="parameter">
      <span className="parameter-name">Background</span>
      <input
        className="field colour"
        type="color"
        value={shown}
        disabled={disabled}
        onChange={(event) => send(event.target.value)}
      />
    </label>
  );
}
