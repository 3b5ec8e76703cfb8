// Street lamps stand in two endless rows, so the nearest ones are found by arithmetic; neon signs that
// are near enough to light the street come as a list.
uniform vec4 neonAt[NEON_COUNT];
uniform vec3 neonColour[NEON_COUNT];
const vec3 lampColour = vec3(1.0, 0.72, 0.43);
const float lampPower = 100.0;

vec3 lampAt(float side, float index) {
  return vec3(side * LAMP_X, LAMP_HEIGHT, (index + 0.5 + 0.25 * side) * LAMP_SPACING);
}

float lampIndex(float side, float z) {
  return floor(z / LAMP_SPACING - 0.25 * side);
}

// The head throws its light down, in a cone wider than a right angle.
float lampOn(vec3 lamp, vec3 point, vec3 n) {
  vec3 to = lamp - point;
  float square = dot(to, to);
  vec3 l = to * inversesqrt(square);
  float cone = smoothstep(-0.35, 0.4, l.y);
  return lampPower * max(0.0, dot(n, l)) * cone / (square + 0.5);
}

vec3 streetLight(vec3 point, vec3 n) {
  float sum = 0.0;
  for (int s = 0; s < 2; s++) {
    float side = s == 0 ? -1.0 : 1.0;
    float at = point.z / LAMP_SPACING - 0.25 * side;
    float index = floor(at);
    sum += lampOn(lampAt(side, index), point, n);
    sum += lampOn(lampAt(side, index + (fract(at) < 0.5 ? -1.0 : 1.0)), point, n);
  }
  return lampColour * sum;
}

vec3 neonLight(vec3 point, vec3 n) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < NEON_COUNT; i++) {
    vec3 to = neonAt[i].xyz - point;
    float square = dot(to, to);
    float facing = 0.35 + 0.65 * dot(n, to) * inversesqrt(square);
    sum += neonColour[i] * max(0.0, facing) / (square + neonAt[i].w * 2.0);
  }
  return sum;
}

// All the light on a surface of the town.
vec3 lightOn(vec3 point, vec3 n) {
  return streetLight(point, n) * lampsOn + neonLight(point, n) * neonOn + skyLight(point, n);
}
