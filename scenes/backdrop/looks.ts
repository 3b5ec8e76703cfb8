import type { BackdropPlace } from '../../core/backdrops/kinds.ts';
import type { Vector } from '../harmonics.ts';

/** What a place's land is made of: albedos, linear Rec. 709. */
export interface PlaceLook {
  /** Two kinds of ground that lie in patches. */
  ground: Vector;
  patches: Vector;
  /** Where it is too steep for either. */
  rock: Vector;
  /** Slope, as 1 − cos, from which rock shows. */
  rockFrom: number;
  /** Treetops as seen from afar. */
  canopy: Vector;
  /** Albedo of the picture's lower half as an exposure sees it: water counts with what it mirrors. */
  exposeFor: number;
  /** Laid with slabs, 0 or 1. */
  paved: number;
  /** How much grass grows on it, 0..1, and its colour. */
  grass: number;
  grassTint: Vector;
  /** Heights of its lowest and highest tufts, metres; broad ones are ferns. */
  tuftM: readonly [number, number];
  ferns: boolean;
  /** What the air loses per metre more than elsewhere by day; three times as much by night. */
  mistPerMetre: number;
  /** Laid out in fields with hedges and farms between them. */
  farmed: boolean;
  /** Stones that lie around the stage. */
  stones: number;
  /** Share of conifers among the trees. */
  conifers: number;
  /** Whether its relief may be turned up and down: what carries the stage over water may not. */
  keepsRelief: boolean;
  /** Height of the water. */
  waterM: number;
  /** Height above which snow stays all year, for a relief of 1. */
  snowLineM: number;
}

const meadow: Vector = [0.075, 0.1, 0.032];
const dryGrass: Vector = [0.2, 0.165, 0.07];
const stone: Vector = [0.17, 0.155, 0.14];
const never = 1e6;

const common: PlaceLook = {
  ground: meadow,
  patches: dryGrass,
  rock: stone,
  rockFrom: 0.2,
  canopy: [0.028, 0.045, 0.016],
  exposeFor: 0.14,
  paved: 0,
  grass: 1,
  grassTint: [0.062, 0.078, 0.024],
  tuftM: [0.1, 0.34],
  ferns: false,
  mistPerMetre: 0,
  farmed: false,
  stones: 0,
  conifers: 0.3,
  keepsRelief: false,
  waterM: -1,
  snowLineM: never,
};

export const placeLooks: Record<BackdropPlace, PlaceLook> = {
  desert: {
    ...common,
    ground: [0.44, 0.275, 0.15],
    patches: [0.36, 0.23, 0.13],
    rock: [0.36, 0.2, 0.115],
    rockFrom: 0.34,
    canopy: [0.1, 0.1, 0.045],
    exposeFor: 0.3,
    grass: 0.22,
    grassTint: [0.17, 0.15, 0.075],
    tuftM: [0.14, 0.85],
    stones: 420,
    conifers: 0,
  },
  mountains: {
    ...common,
    patches: [0.12, 0.115, 0.05],
    tuftM: [0.12, 0.5],
    stones: 260,
    conifers: 0.95,
    snowLineM: 950,
  },
  hills: { ...common, tuftM: [0.12, 0.5], conifers: 0.15 },
  plain: {
    ...common,
    ground: [0.15, 0.135, 0.05],
    exposeFor: 0.18,
    grassTint: [0.17, 0.155, 0.06],
    tuftM: [0.22, 0.85],
    farmed: true,
    conifers: 0.05,
  },
  forest: {
    ...common,
    ground: [0.055, 0.06, 0.024],
    patches: [0.085, 0.06, 0.035],
    exposeFor: 0.07,
    grass: 0.8,
    grassTint: [0.05, 0.072, 0.026],
    tuftM: [0.14, 0.75],
    ferns: true,
    mistPerMetre: 7e-4,
    stones: 60,
    conifers: 0.55,
  },
  snowfield: {
    ...common,
    ground: [0.1, 0.09, 0.07],
    exposeFor: 0.3,
    grass: 0.15,
    conifers: 1,
  },
  ocean: {
    ...common,
    ground: [0.12, 0.105, 0.09],
    patches: [0.09, 0.085, 0.075],
    rockFrom: 0.04,
    exposeFor: 0.3,
    grass: 0,
    keepsRelief: true,
    waterM: -1.1,
  },
  coast: {
    ...common,
    ground: [0.4, 0.33, 0.225],
    patches: [0.33, 0.27, 0.18],
    rock: [0.2, 0.17, 0.14],
    rockFrom: 0.1,
    exposeFor: 0.3,
    grass: 0.25,
    grassTint: [0.17, 0.15, 0.07],
    keepsRelief: true,
    waterM: -1.3,
  },
  city: {
    ...common,
    ground: [0.2, 0.19, 0.178],
    patches: [0.12, 0.118, 0.115],
    paved: 1,
    grass: 0,
    conifers: 0,
  },
  street: { ...common, ground: [0.07, 0.069, 0.07], patches: [0.055, 0.055, 0.057], grass: 0 },
  room: { ...common, exposeFor: 0.009, grass: 0, conifers: 0.2 },
  space: { ...common, ground: [0, 0, 0], grass: 0 },
};
