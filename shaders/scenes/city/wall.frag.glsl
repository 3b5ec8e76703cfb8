// The upper floors: masonry, panes, and rooms behind those that are lit.
void main() {
  Front f = passedFront();
  vec3 n = normalize(vNormal);
  vec3 view = normalize(vPoint - eyeInEnvironment);
  float u = vWall.x;
  float v = vWall.y;
  float wide = fwidth(u);
  float high = fwidth(v);
  float base = shopHeight * f.shop;
  vec2 cellAt = vec2(u / f.bay, (v - base) / f.storey);
  ivec2 cell = ivec2(floor(cellAt));
  float plain = step(0.5, abs(n.y));

  float spread = max(wide / f.bay, high / f.storey);
  float pane = pulse(cellAt.x, f.pane.x, f.pane.y, wide / f.bay) * pulse(cellAt.y, f.pane.z, f.pane.w, high / f.storey);
  pane *= (1.0 - plain) * step(v, vWall.w - 0.6);
  vec3 light = onWall(n, v);
  float reveal = mix(1.0, 0.72, (pulse(cellAt.x, f.pane.x - 0.05, f.pane.y + 0.05, wide / f.bay) - pane) * (1.0 - plain));
  vec3 radiance = masonry(f, u, v, base) * 0.31830989 * light * reveal;

  vec3 glass = glassLight(view, n);
#ifdef IN_STREET
#if QUALITY > 0
  // By day no two panes are alike: each hangs a little askew, and some have blinds.
  uint paneKey = hash32(cellOf(cell), f.key + 3u);
  float known = 1.0 - smoothstep(0.4, 1.0, spread);
  glass *= mix(1.0, 0.45 + 1.25 * unitFromHash(paneKey, 1u), known);
  float drawn = unitFromHash(paneKey, 2u) * 1.9 - 0.9;
  float blind = smoothstep(1.0 - drawn, 1.02 - drawn, (fract(cellAt.y) - f.pane.z) / (f.pane.w - f.pane.z)) * step(0.0, drawn);
  glass += mix(0.2, blind, known) * vec3(0.5, 0.48, 0.44) * 0.31830989 * light * 0.45;
  // Sills and floors stand out of the wall and shade it.
  // A lintel over each window catches the light; piers between the bays stand out by their shaded side.
  radiance *= 1.0 + 0.3 * pulse(cellAt.y, f.pane.w, f.pane.w + 0.05, high / f.storey) * (1.0 - plain) * (1.0 - f.office);
  radiance *= 1.0 - 0.2 * pulse(cellAt.x, 0.0, 0.06, wide / f.bay) * (1.0 - plain);
  radiance *= 1.0 - 0.45 * smoothstep(vWall.w - 1.5, vWall.w - 0.5, v) * step(v, vWall.w - 0.45) * (1.0 - plain);
  radiance *= 1.0 - 0.28 * pulse(cellAt.y, f.pane.z - 0.12, f.pane.z, high / f.storey) * (1.0 - plain) + 0.16 * pulse(cellAt.y, 0.0, 0.05, high / f.storey) * (1.0 - plain);
#endif
#if IN_STREET == 0
  // A house on a block of its own has its shops in the wall: panes, and a sign over them.
  float shopAt = u / (2.0 * f.bay);
  float shopSpread = wide / (2.0 * f.bay);
  float glazed = pulse(shopAt, 0.07, 0.93, shopSpread) * smoothstep(0.45 - high, 0.45 + high, v) * (1.0 - smoothstep(3.1 - high, 3.1 + high, v)) * (1.0 - plain);
  vec3 shop = shopColour(f, int(floor(shopAt)));
  float goods = 0.5 + 0.8 * texture2D(noise, vec2(u * 0.21, v * 0.33) + f.tone).b;
  float ground0 = 1.0 - smoothstep(4.2, 4.4, v);
  pane *= 1.0 - ground0;
  float board = smoothstep(3.3, 3.4, v) * (1.0 - smoothstep(3.9, 4.0, v)) * pulse(shopAt, 0.05, 0.95, shopSpread) * (1.0 - plain);
  radiance += (0.3 * board + 0.08 * ground0) * shop * (1.0 - glazed);
  radiance = mix(radiance, glass * 0.6 + shop * 0.6 * goods * (0.7 + 0.2 * v), glazed);
#endif
  // The foot of a house sees its neighbours more than the sky.
  float foot = mix(0.58, 1.0, smoothstep(0.0, 16.0, v));
  radiance *= foot;
  glass *= foot;
#endif
  vec3 room = spread > 1.0 ? meanRoomLight(f) : roomLight(f, cell);
  vec2 inCell = fract(cellAt);
#if QUALITY > 0
  float near = 1.0 - smoothstep(0.04, 0.16, spread);
  if (near > 0.0 && pane > 0.0) {
    uint roomKey = hash32(cellOf(cell), f.key);
    vec3 seen = roomBehind(vec2(f.bay, f.storey), inCell, rayInto(view, n), roomKey);
    float cloth = curtain(roomKey, (inCell - f.pane.xz) / (f.pane.yw - f.pane.xz));
    room *= mix(vec3(1.0), mix(seen, vec3(0.55, 0.5, 0.45), cloth), near);
    // Frame and glazing bars.
    float bar = pulse((inCell.x - f.pane.x) / (f.pane.y - f.pane.x) * 2.0 + 0.5, 0.46, 0.54, wide / f.bay * 4.0);
    room *= 1.0 - 0.9 * bar * near * (1.0 - f.office);
  }
#else
  room *= 0.55 + 0.5 * inCell.y;
#endif
  room = mix(room, meanRoomLight(f), smoothstep(0.45, 1.0, spread));
  radiance = mix(radiance, glass + room, pane);
  gl_FragColor = vec4(throughAir(radiance, vPoint), 1.0);
}
