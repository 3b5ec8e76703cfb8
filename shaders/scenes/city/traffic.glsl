// Cars keep places in endless trains, one train per lane; which place holds a car follows from its
// number alone. shift: metres travelled within one place; slot: whole places travelled.
uniform vec4 laneShift;
uniform ivec4 laneSlot;
uniform float trafficDensity;

const float carSpacing = 23.0;

float laneX(int lane) {
  return lane == 0 ? -12.75 : lane == 1 ? -9.75 : lane == 2 ? 9.75 : 12.75;
}

// +1: drives towards +Z.
float laneHeading(int lane) {
  return lane < 2 ? 1.0 : -1.0;
}

// Centre of the car in a place of the lane, and in w whether there is one.
vec2 carAt(int lane, int place) {
  uint number = uint(place - laneSlot[lane] + 1000000);
  uint key = hash32(number, SEED + uint(lane) * 101u);
  float z = (float(place) + 0.55 * (unitFromHash(key, 1u) - 0.5)) * carSpacing + laneShift[lane];
  return vec2(z, step(unitFromHash(key, 2u), trafficDensity * 0.9));
}

uint carKey(int lane, int place) {
  return hash32(uint(place - laneSlot[lane] + 1000000), SEED + uint(lane) * 101u);
}
