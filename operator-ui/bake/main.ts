import '../link/without-eval.ts';
import { drawBakes } from './draw-bakes.ts';

void drawBakes(new AbortController().signal);
