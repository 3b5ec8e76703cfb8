uniform sampler2D noise;
uniform float wetness;
uniform float rain;
uniform int rainLayers;
varying vec3 vPoint;
varying vec3 vNormal;

// GGX lobe times the geometry term, for a small lamp.
float gloss(vec3 n, vec3 view, vec3 l, float alpha) {
  vec3 h = normalize(l - view);
  float nh = max(0.0, dot(n, h));
  float square = alpha * alpha;
  float d = nh * nh * (square - 1.0) + 1.0;
  return square * max(0.0, dot(n, l)) / (3.14159265 * d * d + 1e-7);
}

vec3 lampGloss(vec3 point, vec3 n, vec3 view, vec3 r, float alpha) {
  // Where the mirrored ray is as high as the lamps: the lamps near that place are the ones that show.
  float reach = min(400.0, LAMP_HEIGHT / max(0.012, r.y));
  float z = point.z + r.z * reach;
  float sum = 0.0;
  for (int s = 0; s < 2; s++) {
    float side = s == 0 ? -1.0 : 1.0;
    float at = z / LAMP_SPACING - 0.25 * side;
    float index = floor(at);
    for (int k = 0; k < 2; k++) {
      float which = k == 0 ? index : index + (fract(at) < 0.5 ? -1.0 : 1.0);
      vec3 to = lampAt(side, which) - point;
      float square = dot(to, to);
      sum += gloss(n, view, to * inversesqrt(square), alpha) / (square + 4.0);
    }
  }
  return lampColour * sum * lampPower * 0.34;
}

vec3 neonGloss(vec3 point, vec3 n, vec3 view, float alpha) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < NEON_COUNT; i++) {
    vec3 to = neonAt[i].xyz - point;
    float square = dot(to, to);
    // A sign is a wide lamp: its reflection is at least as wide as it looks.
    float wide = min(0.5, alpha + 0.22 * neonAt[i].w * inversesqrt(square));
    sum += neonColour[i] * gloss(n, view, to * inversesqrt(square), wide) / (square + 4.0);
  }
  return sum * 0.75;
}

vec3 carGloss(vec3 point, vec3 n, vec3 view, vec3 r, float alpha) {
  vec3 sum = vec3(0.0);
  float z = point.z + r.z * min(120.0, 0.7 / max(0.008, r.y));
  for (int lane = 0; lane < 4; lane++) {
    int place = int(floor((z - laneShift[lane]) / carSpacing + 0.5));
#if QUALITY > 0
    for (int k = -1; k <= 1; k++) {
      vec2 car = carAt(lane, place + k);
#else
    {
      vec2 car = carAt(lane, place);
#endif
      float heading = laneHeading(lane);
      bool front = (point.z - car.x) * heading > 0.0;
      vec3 to = vec3(laneX(lane), 0.68, car.x + (front ? 2.1 : -2.1) * heading) - point;
      float square = dot(to, to);
      vec3 colour = front ? vec3(1.0, 0.9, 0.72) * 26.0 : vec3(1.0, 0.05, 0.02) * 7.0;
#if QUALITY > 0
      for (int lamp = 0; lamp < 2; lamp++) {
        vec3 one = to + vec3(lamp == 0 ? -0.66 : 0.66, 0.0, 0.0);
        sum += 0.5 * colour * car.y * gloss(n, view, normalize(one), alpha) / (square + 2.0);
      }
#else
      sum += colour * car.y * gloss(n, view, to * inversesqrt(square), alpha + 0.03) / (square + 2.0);
#endif
    }
  }
  return sum;
}

// What cars do to the road: pools of lamp light before and behind, and in w the light that is left
// under each of them.
vec4 underCars(vec3 point) {
  vec3 sum = vec3(0.0);
  float open = 1.0;
  for (int lane = 0; lane < 4; lane++) {
    float beside = (point.x - laneX(lane)) * 0.55;
    if (abs(beside) > 2.2) continue;
    float heading = laneHeading(lane);
    int place = int(floor((point.z - heading * 7.0 - laneShift[lane]) / carSpacing + 0.5));
    vec2 car = carAt(lane, place);
    float ahead = (point.z - car.x) * heading - 2.2;
    int over = int(floor((point.z - laneShift[lane]) / carSpacing + 0.5));
    vec2 above = carAt(lane, over);
    vec2 apart = max(abs(point.xz - vec2(laneX(lane), above.x)) - vec2(0.6, 1.8), 0.0);
    open = min(open, mix(1.0, smoothstep(0.0, 0.75, length(apart)), 0.9 * above.y));
#if QUALITY > 0
    // And the shadow that it throws, from its middle height.
    apart = max(abs(point.xz + lampSlant() - vec2(laneX(lane), above.x)) - vec2(0.7, 1.9), 0.0);
    open = min(open, mix(1.0, smoothstep(0.0, 0.4, length(apart)), 0.62 * above.y));
#endif
    float beam = smoothstep(0.0, 3.0, ahead) * exp(-max(0.0, ahead) * 0.14);
    sum += vec3(1.0, 0.9, 0.72) * car.y * beam * exp(-beside * beside) * 1.7;
    float glow = exp(-abs(ahead + 5.4) * 0.9) * exp(-beside * beside);
    sum += vec3(1.0, 0.04, 0.02) * car.y * glow * 0.4;
  }
  return vec4(sum, open);
}

// The street's fronts in the mirror of the road.
vec3 mirroredStreet(vec3 point, vec3 r, float alpha) {
  float side = r.x < 0.0 ? -1.0 : 1.0;
  float reach = (side * FACADE_X - point.x) / (abs(r.x) < 1e-4 ? side * 1e-4 : r.x);
  vec3 hit = point + r * reach;
  vec3 sky = cityGlow(r);
  // The towers that close the street.
  float towers = point.y + r.y / max(1e-3, abs(r.z)) * (680.0 - abs(point.z));
  sky = mix(towersLight(), sky, max(airPasses(500.0) < 0.02 ? 1.0 : 0.0, smoothstep(30.0, 170.0, towers)));
  vec4 front = texture2D(fronts, vec2((hit.z + STREET_HALF) / (2.0 * STREET_HALF), side < 0.0 ? 0.25 : 0.75));
  if (abs(hit.z) > STREET_HALF || hit.y > front.y) return sky;
  float blur = 0.02 + reach * (alpha * 0.8 + 0.004);
  Front f = frontOf(front.z, 1.0);
  vec3 glow = frontGlow(f, side < 0.0 ? front.x + front.w - hit.z : hit.z - front.x, hit.y, blur, blur * 2.4);
  vec3 lit = frontLight(hit.y);
  float passes = airPasses(reach);
  return mix(sky, glow * 0.8 + lit, passes);
}

// Rings that drops make in standing water.
vec2 dropRings(vec2 p) {
  vec2 slope = vec2(0.0);
  // A loop that may run no time: software renderers run both arms of an if.
  for (int layer = 0; layer < rainLayers; layer++) {
    vec2 q = p * (layer == 0 ? 2.6 : 3.7) + float(layer) * 17.3;
    ivec2 cell = ivec2(floor(q));
    uint key = hash32(cellOf(cell), SEED + 60u + uint(layer));
    float phase = seconds * 1.4 + unitFromHash(key, 1u);
    uint turn = hash32(key, uint(floor(phase)));
    float age = fract(phase);
    vec2 centre = 0.25 + 0.5 * vec2(unitFromHash(turn, 2u), unitFromHash(turn, 3u));
    vec2 away = q - vec2(cell) - centre;
    float range = length(away);
    float ring = sin(38.0 * (range - age * 0.45)) * smoothstep(0.09, 0.0, abs(range - age * 0.45)) * (1.0 - age);
    float keep = step(unitFromHash(turn, 4u), rain) * (1.0 - smoothstep(0.1, 0.35, fwidth(q.x) + fwidth(q.y)));
    slope += away / max(range, 1e-3) * ring * keep;
  }
  return slope;
}

// Paint on the road: lane lines, and a crossing on each side of the stage.
float paint(vec2 p) {
  vec2 w = fwidth(p);
  float dash = pulse(p.y / 9.0, 0.0, 0.42, w.y / 9.0);
  float line = 0.0;
  float ax = abs(p.x);
  line += smoothstep(0.08 + w.x, 0.08 - w.x, abs(ax - 11.25)) * dash;
  line += smoothstep(0.06 + w.x, 0.06 - w.x, abs(abs(ax - 8.3) - 0.13));
  float bars = pulse(p.x / 1.1, 0.0, 0.5, w.x / 1.1) * step(ax, 14.4);
  float at = min(abs(p.y + 24.0), abs(p.y - 24.0));
  return max(line * step(2.6, at), bars * smoothstep(1.7 + w.y, 1.7 - w.y, at));
}

void main() {
  vec2 p = vPoint.xz;
  vec3 away = vPoint - eyeInEnvironment;
  float range = length(away);
  vec3 view = away / range;
  bool pavement = abs(p.x) > KERB_X;
  if (vNormal.y < 0.5) {
    vec3 onKerb = lightOn(vPoint, vNormal);
    gl_FragColor = vec4(throughAir(vec3(0.035) * onKerb, vPoint), 1.0);
    return;
  }
#if QUALITY > 0
  float standing = texture2D(noise, p * 0.0105).b * 0.65 + texture2D(noise, p * 0.043 + 0.3).b * 0.35;
  vec2 ripples = (texture2D(noise, p * 0.9 + vec2(seconds * 0.031, seconds * -0.023)).rg - 0.5) * 0.006;
#else
  float standing = texture2D(noise, p * 0.0125).b;
  vec2 ripples = vec2(0.0);
#endif
  float puddle = smoothstep(0.545, 0.475, standing + 0.2 * (1.0 - wetness)) * smoothstep(0.25, 0.5, wetness);
  puddle *= pavement ? 0.35 : 1.0;
  vec4 coarse = texture2D(noise, p * 0.19);
  vec4 fine = texture2D(noise, p * 1.7);
  vec2 bumps = (coarse.rg - 0.5) * 0.035 + (fine.rg - 0.5) * 0.11;
  bumps *= 1.0 - 0.97 * puddle;
  ripples += dropRings(p) * 0.085;
  bumps += ripples * (0.25 + 0.75 * puddle) * wetness;
  vec3 n = normalize(vec3(-bumps.x, 1.0, -bumps.y));

  vec3 albedo = vec3(0.07, 0.07, 0.074) * (0.6 + 0.5 * coarse.b + 0.45 * fine.b);
  if (pavement) {
    vec2 w = fwidth(p) / 0.9;
    float joints = 1.0 - pulse(p.x / 0.9, 0.0, 0.03, w.x) - pulse(p.y / 0.9, 0.0, 0.03, w.y);
    float slab = unitFromHash(cellOf(ivec2(floor(p / 0.9))), 71u);
    albedo = vec3(0.13, 0.125, 0.12) * (0.8 + 0.3 * mix(slab, 0.5, smoothstep(0.3, 1.0, max(w.x, w.y)))) * max(0.4, joints);
  } else {
    float worn = smoothstep(0.3, 0.6, coarse.b * 0.5 + fine.b * 0.5);
    albedo = mix(albedo, vec3(0.42, 0.41, 0.38), paint(p) * (0.35 + 0.5 * worn));
  }
  albedo *= mix(1.0, 0.55, wetness);

  vec3 up = vec3(0.0, 1.0, 0.0);
  vec3 light = streetLight(vPoint, up) * lampsOn + skyLight(vPoint, up);
  vec4 cars = pavement ? vec4(0.0, 0.0, 0.0, 1.0) : underCars(vPoint);
#if QUALITY > 0
  light += neonLight(vPoint, up) * neonOn;
#endif
  light += vec3(1.0, 0.7, 0.42) * 0.55 * smoothstep(9.0, 18.5, abs(p.x)) * windowsLit * lampsOn;
  light = light * cars.w + cars.rgb * lampsOn;
  vec3 radiance = albedo * 0.31830989 * light * (1.0 - 0.6 * puddle);

  // The far road is rougher than its resolved bumps.
  float alpha = mix(mix(0.5, 0.16, wetness), 0.022, puddle) + 0.05 * smoothstep(4.0, 60.0, range) * (1.0 - puddle);
  float facing = max(0.0, dot(n, -view));
  float mirror = 0.03 + 0.97 * pow(1.0 - facing, 5.0);
  float strength = mirror * mix(0.05, 1.0, wetness) * mix(0.55, 1.0, puddle);
  vec3 r = reflect(view, n);
  r.y = max(r.y, 0.006);
  r = normalize(r);
  vec3 seen = mirroredStreet(vPoint, r, alpha);
  float lobe = strength * 0.25 / max(0.06, facing);
  vec3 glints = (lampGloss(vPoint, n, view, r, alpha) + carGloss(vPoint, n, view, r, alpha)) * lampsOn +
    neonGloss(vPoint, n, view, alpha) * neonOn;
  radiance += seen * strength * mix(0.15, 1.0, cars.w) + min(glints * lobe, vec3(6.0));
  gl_FragColor = vec4(throughAir(radiance, vPoint), 1.0);
}
