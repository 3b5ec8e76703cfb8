// Jarzynski and Olano 2020; the same integers as scenes/random.ts, so every GPU draws the same picture.
uint hash32(uint value, uint seed) {
  uint word = (value ^ (seed * 0x9e3779b9u)) * 747796405u + 2891336453u;
  word = ((word >> ((word >> 28u) + 4u)) ^ word) * 277803737u;
  return (word >> 22u) ^ word;
}

float unitFromHash(uint value, uint seed) {
  return float(hash32(value, seed) >> 8u) / 16777216.0;
}

uint cellOf(ivec2 cell) {
  return uint(cell.x) * 73856093u ^ uint(cell.y) * 19349663u;
}
