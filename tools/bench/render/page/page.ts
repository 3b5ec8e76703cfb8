import type { RenderBench } from '../calls.ts';
import { offAxis } from './off-axis.ts';
import { overhead } from './overhead.ts';
import { ramp } from './ramp.ts';
import { wallPass } from './wall-pass.ts';

const renderBench: RenderBench = { offAxis, wallPass, overhead, ramp };
Object.assign(globalThis, { renderBench });
