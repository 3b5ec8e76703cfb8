// Shadows of the trees around the stage, at any hour: scenes/backdrop/tree-cover.ts holds from above how thick the
// crowns are (R) and how close the trunks (G), and the way to the lamp is followed through it.
uniform sampler2D treeCover;

float coverAt(vec2 p) {
  return texture2D(treeCover, p / (2.0 * TREE_COVER_M) + 0.5).r;
}

// Share of the lamp's light, and of the sky's.
vec2 treeShade(vec3 point, float range) {
  float here = 1.0 - smoothstep(0.8 * TREE_COVER_M, 0.96 * TREE_COVER_M, length(point.xz));
  vec2 step_ = lampDirection.xz / max(0.14, lampDirection.y);
#if QUALITY > 0
  float crowns = coverAt(point.xz + step_ * 7.0);
  vec2 own = texture2D(treeCover, point.xz / (2.0 * TREE_COVER_M) + 0.5).rg;
  crowns = max(crowns, coverAt(point.xz + step_ * 4.2));
  crowns = max(crowns, 0.85 * coverAt(point.xz + step_ * 10.5));
  float trunks = texture2D(treeCover, (point.xz + step_ * 1.4) / (2.0 * TREE_COVER_M) + 0.5).g;
  crowns = max(crowns, 0.7 * trunks);
  // Leaves let spots of light through.
  crowns *= 0.72 + 0.28 * smoothstep(0.35, 0.6, texture2D(noise, point.xz * 0.11 + 0.6).b);
#else
  vec2 own = texture2D(treeCover, (point.xz + step_ * 3.0) / (2.0 * TREE_COVER_M) + 0.5).rg;
  float crowns = own.r;
#endif
  return vec2(1.0 - 0.93 * here * crowns, 1.0 - here * (0.4 * own.r + 0.35 * own.g * (1.0 - 0.5 * own.r)));
}
