// The ground floor: shop windows with goods on display, shutters, and a lit sign above each.
void main() {
  Front f = passedFront();
  vec3 n = normalize(vNormal);
  vec3 view = normalize(vPoint - eyeInEnvironment);
  float u = vWall.x;
  float v = vWall.y;
  float wide = fwidth(u);
  float high = fwidth(v);
  vec3 light = onWall(n, v);
  vec3 radiance = masonry(f, u, v, shopHeight) * 0.31830989 * light;
  float shopBay = f.bay * 2.0;
  int bay = int(floor(u / shopBay));
  vec3 shop = shopColour(f, bay);
  vec2 at = vec2(fract(u / shopBay), (v - 0.5) / 2.7);
  float open = pulse(u / shopBay, 0.06, 0.94, wide / shopBay) * smoothstep(0.5 - high, 0.5 + high, v) *
    (1.0 - smoothstep(3.2 - high, 3.2 + high, v));
  uint shopKey = hash32(uint(bay + 512), f.key + 9u);
  vec3 seen = roomBehind(vec2(shopBay, 2.7), at, rayInto(view, n), shopKey);
  // Goods on display: dark and bright blocks of uneven height before the lit back wall.
  float stand = u / 0.62;
  uint thing = hash32(uint(int(floor(stand)) + 4096), shopKey);
  float tall = 0.08 + 0.5 * unitFromHash(thing, 1u) * step(unitFromHash(thing, 2u), 0.8);
  float block = pulse(stand, 0.14, 0.86, wide / 0.62) * smoothstep(tall + high, tall - high, at.y);
  float tone2 = unitFromHash(thing, 3u);
  seen = mix(seen, mix(vec3(0.08), (tone2 < 0.5 ? vec3(0.75, 0.5, 0.35) : vec3(0.95, 0.85, 0.75)), 0.75 * tone2), block * (1.0 - smoothstep(0.5, 1.0, wide)));
  // A row of spots under the ceiling.
  seen += vec3(2.2) * pulse(u / 1.1, 0.42, 0.58, wide / 1.1) * smoothstep(0.06 + high, 0.05, abs(at.y - 0.93));
  float ribs = 0.75 + 0.25 * pulse(v / 0.16, 0.0, 0.5, high / 0.16);
  vec3 shutter = vec3(0.1, 0.105, 0.11) * 0.31830989 * light * ribs;
  vec3 inside = dot(shop, shop) > 0.0 ? glassLight(view, n) + shop * seen : shutter;
  radiance = mix(radiance, inside, open);
  // The sign above: a lit box with strokes on it.
  float band = smoothstep(3.45 - high, 3.45 + high, v) * (1.0 - smoothstep(4.05 - high, 4.05 + high, v));
  float strokes = lettering(vec2(u / 0.42, (v - 3.45) / 0.6), shopKey, max(wide / 0.42, high / 0.6));
  float sign = band * pulse(u / shopBay, 0.12, 0.88, wide / shopBay) * step(0.35, unitFromHash(shopKey, 53u));
  vec3 signColour = mix(shop.brg, shop, unitFromHash(shopKey, 54u));
  radiance = mix(radiance, signColour * mix(0.05, 1.5, strokes), sign * step(0.01, shop.r));
  gl_FragColor = vec4(throughAir(radiance, vPoint), 1.0);
}
