import type { Bench } from './bench.ts';
import { bench as growthCameras } from './growth-cameras.ts';
import { bench as growthClients } from './growth-clients.ts';
import { bench as growthRate } from './growth-rate.ts';
import { bench as t1 } from './t1-osc-decode.ts';
import { bench as t2 } from './t2-fan-out-cpu.ts';
import { bench as t3 } from './t3-fan-out-age.ts';
import { bench as t4 } from './t4-stalled-reader.ts';
import { bench as t5 } from './t5-clock.ts';
import { bench as t6 } from './t6-same-frame.ts';
import { bench as t7 } from './t7-prediction.ts';
import { bench as t8 } from './t8-off-axis.ts';
import { bench as t9 } from './t9-wall-pass.ts';
import { bench as t10 } from './t10-overhead.ts';
import { bench as t11 } from './t11-transfer.ts';
import { bench as t12 } from './t12-pixel.ts';
import { bench as t13 } from './t13-cuts.ts';
import { bench as t14 } from './t14-soak.ts';
import { bench as t15 } from './t15-cadence.ts';
import { bench as t16 } from './t16-jobs.ts';

/** Every target, in the order in which it is run. */
export const benches: readonly Bench[] = [
  t1,
  t2,
  t3,
  t4,
  t5,
  t6,
  t7,
  t8,
  t9,
  t10,
  t11,
  t12,
  t13,
  t14,
  t15,
  t16,
  growthClients,
  growthCameras,
  growthRate,
];
