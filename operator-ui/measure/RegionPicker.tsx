import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Region } from './clip-changes.ts';

export type RegionName = 'camera' | 'wall';
export type Regions = Partial<Record<RegionName, Region>>;

interface Props {
  src: string;
  video: RefObject<HTMLVideoElement | null>;
  regions: Regions;
  onChange: (regions: Regions) => void;
}

const words = { camera: 'Camera', wall: 'Wall' } as const;
const names = ['camera', 'wall'] as const;
const leastShare = 0.02;

/** The clip's picture, on which two rectangles are drawn with a finger. */
export function RegionPicker({ src, video, regions, onChange }: Props) {
  const [chosen, setChosen] = useState<RegionName>('camera');
  const start = useRef<{ x: number; y: number } | null>(null);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!start.current) return;
    onChange({ ...regions, [chosen]: between(start.current, placeOf(event)) });
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = placeOf(event);
  };
  const release = () => {
    start.current = null;
    // The other one is next, until both are there.
    if (regions[chosen] && chosen === 'camera' && !regions.wall) setChosen('wall');
  };
  return (
    <>
      <nav className="choice" aria-label="Which rectangle to draw">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={chosen === name}
            onClick={() => setChosen(name)}
          >
            {words[name]} {regions[name] ? '✓' : ''}
          </button>
        ))}
      </nav>
      <div className="measure-picture" data-on="true">
        <video ref={video} src={src} muted playsInline preload="auto" />
        <div
          className="measure-regions"
          onPointerDown={press}
          onPointerMove={drag}
          onPointerUp={release}
        >
          {names.map(
            (name) => regions[name] && <Rectangle key={name} name={name} region={regions[name]} />,
          )}
        </div>
      </div>
    </>
  );
}

function Rectangle({ name, region }: { name: RegionName; region: Region }) {
  const percent = (share: number) => `${share * 100}%`;
  const style = {
    left: percent(region.x),
    top: percent(region.y),
    width: percent(region.width),
    height: percent(region.height),
  };
  return (
    <span className="measure-region" data-name={name} style={style}>
      {words[name]}
    </span>
  );
}

/** Where a pointer is on the picture, as shares of its size. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>) {
  const box = currentTarget.getBoundingClientRect();
  const share = (value: number) => Math.min(1, Math.max(0, value));
  return { x: share((clientX - box.left) / box.width), y: share((clientY - box.top) / box.height) };
}

function between(a: { x: number; y: number }, b: { x: number; y: number }): Region {
  return {
    x: Math.min(a.x, b.x, 1 - leastShare),
    y: Math.min(a.y, b.y, 1 - leastShare),
    width: Math.max(leastShare, Math.abs(a.x - b.x)),
    height: Math.max(leastShare, Math.abs(a.y - b.y)),
  };
}
