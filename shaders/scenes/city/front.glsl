// The make of a house, from its key alone: the same in the walls, in their reflections and in
// scenes/city/facade-mesh.ts.
struct Front {
  uint key;
  float bay;
  float storey;
  float shop;
  vec4 pane;
  float lit;
  float office;
  float tone;
};

const float shopHeight = 4.4;

Front frontOf(float keyNumber, float front) {
  Front f;
  f.key = uint(keyNumber);
  f.bay = 2.3 + 1.9 * unitFromHash(f.key, 11u);
  f.storey = 3.15 + 0.7 * unitFromHash(f.key, 12u);
  f.shop = front;
  f.office = step(0.72, unitFromHash(f.key, 13u));
  float slim = unitFromHash(f.key, 14u);
  f.pane = f.office > 0.5 ? vec4(0.05, 0.95, 0.2, 0.94) : vec4(0.27 - 0.08 * slim, 0.73 + 0.08 * slim, 0.26, 0.84);
  f.tone = unitFromHash(f.key, 41u);
  f.lit = 0.35 + 1.3 * unitFromHash(f.key, 15u);
  return f;
}
