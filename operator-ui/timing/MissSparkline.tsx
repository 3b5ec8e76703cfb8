import type { MissMinute } from './miss-minute.ts';

const [seconds, height] = [60, 20];
/** So many misses in a second fill the height: the picture shows when, the figure beside it how many. */
const fullAt = 10;

/** The misses of the last minute, newest on the right. */
export function MissSparkline({ minute, nowMs }: { minute: MissMinute; nowMs: number }) {
  const bars = Array.from({ length: seconds }, (_, back) => {
    const misses = minute.at(back, nowMs);
    if (misses === 0) return '';
    const tall = Math.max(3, Math.min(1, misses / fullAt) * height);
    return `M${seconds - back - 0.5} ${height}v${-tall}`;
  });
  return (
    <svg className="miss-line" viewBox={`0 0 ${seconds} ${height}`} aria-hidden="true">
      <path d={bars.join('')} />
    </svg>
  );
}
