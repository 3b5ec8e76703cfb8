import type { HalfDay } from '../sun.ts';
import { type Entry, entriesOf } from './entry.ts';

const at = (hour: number): Entry => ({ kind: 'moment', moment: { hour } });
const sun = (elevationDeg: number, half: HalfDay): Entry => ({
  kind: 'moment',
  moment: { elevationDeg, half },
});
const season = (dayOfYear: number): Entry => ({ kind: 'season', dayOfYear });
const region = (latitudeDeg: number): Entry => ({ kind: 'region', latitudeDeg });

/** Elevations: civil twilight ends 6° below the horizon, nautical 12°. */
export const timeEntries = entriesOf([
  ['noon | midday | high noon | day | daytime | daylight | broad daylight | high sun', at(12)],
  ['morning | forenoon', at(9)],
  ['early morning', sun(8, 'morning')],
  ['late morning', at(10.5)],
  ['afternoon', at(15)],
  ['late afternoon', sun(15, 'evening')],
  ['midnight | dead of night', at(0)],
  ['night | nighttime | nightfall | night time | after dark | nocturnal', at(23)],
  ['dawn | daybreak | first light | crack of dawn', sun(-4, 'morning')],
  ['sunrise | sun rising | rising sun', sun(1, 'morning')],
  ['sunset | sundown | setting sun | sun setting', sun(1, 'evening')],
  ['golden hour | magic hour | golden light | low sun', sun(5, 'evening')],
  ['morning golden hour', sun(5, 'morning')],
  ['evening', sun(3, 'evening')],
  ['dusk | twilight | gloaming', sun(-4, 'evening')],
  ['blue hour | civil twilight', sun(-5, 'evening')],
  ['nautical twilight', sun(-9, 'evening')],
  ['spring | april | may', season(110)],
  ['summer | june | july | august', season(190)],
  ['midsummer', season(172)],
  ['autumn | fall | september | october', season(285)],
  ['winter | december | january | february', season(15)],
  ['november', season(320)],
  ['march', season(75)],
  ['tropical | tropics | equator | equatorial | caribbean', region(10)],
  ['arctic | polar | lapland | norway | iceland | scandinavia | northern', region(66)],
  ['mediterranean | italy | spain | greece', region(40)],
  ['scotland', region(57)],
  ['australia | southern', region(-30)],
]);
