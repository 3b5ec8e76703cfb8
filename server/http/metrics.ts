import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Services } from '../services.ts';

type Labels = Record<string, string>;
type Sample = [labels: Labels, value: number];

/** One metric and how its values are read when somebody asks. */
interface Family {
  kind: 'counter' | 'gauge';
  name: string;
  help: string;
  labels: string[];
  read(): Sample[];
}

const plain = (value: number): Sample[] => [[{}, value]];
const byReason = (labels: Labels, counts: Iterable<[string, number]>): Sample[] =>
  [...counts].map(([reason, value]) => [{ ...labels, reason }, value]);

/** Prometheus metrics in a registry of their own. Nothing is kept: services are read at each scrape. */
export function createMetrics(services: Services, refused: ReadonlyMap<string, number>): Registry {
  const registry = new Registry();
  const families = [
    ...showFamilies(services),
    ...cameraFamilies(services),
    ...deviceFamilies(services),
    ...outputFamilies(services),
    ...recorderFamilies(services),
    ...processFamilies(),
    counter('http_refused', 'Requests and sockets turned away', ['reason'], () =>
      byReason({}, refused),
    ),
  ];
  for (const family of families) register(registry, family);
  return registry;
}

const counter = (name: string, help: string, labels: string[], read: () => Sample[]): Family => ({
  kind: 'counter',
  name: `cyclorama_${name}_total`,
  help,
  labels,
  read,
});
const gauge = (name: string, help: string, labels: string[], read: () => Sample[]): Family => ({
  kind: 'gauge',
  name: `cyclorama_${name}`,
  help,
  labels,
  read,
});

function register(registry: Registry, { kind, name, help, labels, read }: Family): void {
  const shared = { name, help, labelNames: labels, registers: [registry] };
  if (kind === 'gauge') {
    new Gauge({
      ...shared,
      collect() {
        this.reset();
        for (const [at, value] of read()) this.set(at, value);
      },
    });
  } else {
    new Counter({
      ...shared,
      collect() {
        this.reset();
        for (const [at, value] of read()) this.inc(at, value);
      },
    });
  }
}

const showFamilies = ({ show }: Services): Family[] => [
  gauge('epoch', 'Starts of this show', [], () => plain(show.epoch)),
  gauge('revision', 'Revision of the show state', [], () => plain(show.revision)),
  gauge('frame', 'Wall frame that has begun', [], () => plain(show.frame())),
];

function cameraFamilies({ status }: Services): Family[] {
  const of = (value: (camera: ReturnType<typeof status.cameras>[number]) => number) => () =>
    status.cameras().map((each): Sample => [{ camera: each.id }, value(each)]);
  return [
    gauge(
      'camera_age_ms',
      'Since the newest accepted sample; NaN before the first',
      ['camera'],
      of((each) => each.ageMs ?? Number.NaN),
    ),
    gauge(
      'camera_rate_hz',
      'Accepted samples per second',
      ['camera'],
      of((each) => each.rateHz),
    ),
    counter(
      'camera_samples',
      'Accepted samples',
      ['camera'],
      of((each) => each.counters.accepted),
    ),
    counter('camera_refused', 'Refused samples', ['camera', 'reason'], () =>
      status
        .cameras()
        .flatMap((each) => byReason({ camera: each.id }, Object.entries(each.counters.refused))),
    ),
  ];
}

const deviceFamilies = ({ status }: Services): Family[] => [
  gauge('device_open', 'Whether the device is open', ['device'], () =>
    status.devices().map((each) => [{ device: each.id }, each.state === 'open' ? 1 : 0]),
  ),
  counter('device_packets', 'Accepted packets', ['device'], () =>
    status.devices().map((each) => [{ device: each.id }, each.accepted]),
  ),
  counter('device_refused', 'Refused packets', ['device', 'reason'], () =>
    status.devices().flatMap((each) => byReason({ device: each.id }, Object.entries(each.refused))),
  ),
];

function outputFamilies({ status }: Services): Family[] {
  const of = (value: (output: ReturnType<typeof status.outputs>[number]) => number) => () =>
    status.outputs().map((each): Sample => [{ output: each.id }, value(each)]);
  return [
    gauge(
      'output_connected',
      'Whether a page draws the output',
      ['output'],
      of((each) => Number(each.connected)),
    ),
    gauge(
      'output_fps',
      'Frames drawn per second',
      ['output'],
      of((each) => each.fps),
    ),
    gauge(
      'output_latency_ms',
      'From frame packet to picture',
      ['output'],
      of((each) => each.latencyMs),
    ),
    gauge(
      'output_skew_ms',
      'Against the other outputs',
      ['output'],
      of((each) => each.skewMs),
    ),
    gauge(
      'output_alarms',
      'Alarms that are up',
      ['output'],
      of((each) => each.alarms.length),
    ),
    // A page that is reloaded counts from 0 again, which a counter may.
    counter(
      'output_dropped',
      'Frames not drawn',
      ['output'],
      of((each) => each.dropped),
    ),
  ];
}

function recorderFamilies({ recorder }: Services): Family[] {
  const of = (value: (now: ReturnType<typeof recorder.status>) => number) => () =>
    plain(value(recorder.status()));
  return [
    gauge(
      'recorder_rolling',
      'Whether a take is recorded',
      [],
      of(({ take }) => Number(take !== null)),
    ),
    gauge(
      'recorder_take_seconds',
      'Length of the take that rolls',
      [],
      of(({ elapsedMs }) => elapsedMs / 1000),
    ),
    gauge(
      'recorder_take_lost',
      'Records of the newest take that could not be kept',
      [],
      of(({ lost }) => lost),
    ),
    gauge(
      'recorder_unsafe_records',
      'Records that a power loss would take',
      [],
      of(({ records }) => Math.max(0, records.given - records.synced)),
    ),
    gauge(
      'recorder_free_bytes',
      'Room on the disk of the takes; NaN while unknown',
      [],
      of(({ freeBytes }) => freeBytes ?? Number.NaN),
    ),
    gauge(
      'recorder_minutes_left',
      'Room at the pace of the take; NaN while unknown',
      [],
      of(({ minutesLeft }) => minutesLeft ?? Number.NaN),
    ),
    gauge(
      'recorder_alarm',
      'Whether the recorder has something to complain about',
      [],
      of(({ take, alarm, atRisk, lost }) =>
        Number(alarm !== null || (take !== null && (atRisk || lost > 0))),
      ),
    ),
  ];
}

const samplePeriodMs = 20;

function processFamilies(): Family[] {
  const delay = monitorEventLoopDelay({ resolution: samplePeriodMs });
  delay.enable();
  // What is measured is the time between two samples; what exceeds the period is the lag.
  const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - samplePeriodMs / 1e3);
  const lag = (): Sample[] => {
    const samples: Sample[] = [
      [{ quantile: '0.5' }, beyond(delay.percentile(50))],
      [{ quantile: '1' }, beyond(delay.max)],
    ];
    delay.reset();
    return samples;
  };
  return [
    gauge('event_loop_lag_seconds', 'Since the last scrape', ['quantile'], lag),
    gauge('heap_bytes', 'JavaScript heap in use', [], () => plain(process.memoryUsage().heapUsed)),
    gauge('resident_bytes', 'Memory of the process', [], () => plain(process.memoryUsage.rss())),
    gauge('uptime_seconds', 'Since the process began', [], () => plain(process.uptime())),
  ];
}
