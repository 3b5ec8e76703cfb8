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
