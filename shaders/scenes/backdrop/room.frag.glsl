// A room with daylight from its windows and lamps of its own. The numbers of the room come from
// scenes/backdrop/room-plan.ts.
uniform sampler2D noise;
uniform vec4 panes[PANE_COUNT];
uniform vec3 paneNormals[PANE_COUNT];
uniform vec3 paneRight[PANE_COUNT];
uniform vec3 paneLight[PANE_COUNT];
uniform vec3 lamps[LAMP_COUNT];
uniform float lampsOn;
uniform vec3 bounce;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec3 vMake;

// panes: centre and half width; half the height is the same for all.
float throughPane(int i, vec3 point, vec3 direction) {
  vec3 n = paneNormals[i];
  float towards = -dot(direction, n);
  float reach = dot(panes[i].xyz - point, -n) / max(towards, 1e-3);
  vec3 hit = point + direction * reach - panes[i].xyz;
  vec2 at = vec2(dot(hit, paneRight[i]) / panes[i].w, hit.y / PANE_HALF_HEIGHT);
  float soft = 0.006 + 0.004 * reach;
  vec2 edge = smoothstep(vec2(1.0 + soft), vec2(1.0 - soft), abs(at));
  // Glazing bars: one upright, one across.
  float bars = smoothstep(0.02 - soft, 0.02 + soft, abs(at.x)) * smoothstep(0.03 - soft, 0.03 + soft, abs(at.y - 0.35));
  return edge.x * edge.y * bars * step(0.0, towards) * step(0.0, reach);
}

vec3 paneGlow(vec3 point, vec3 n) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < PANE_COUNT; i++) {
    vec3 to = panes[i].xyz - point;
    float square = dot(to, to);
    vec3 l = to * inversesqrt(square);
    float area = 4.0 * panes[i].w * PANE_HALF_HEIGHT;
    float form = max(0.0, 0.15 + 0.85 * dot(n, l)) * max(0.0, dot(-l, paneNormals[i]));
    sum += paneLight[i] * form * area / (square + 0.35 * area);
    sum += lampIrradiance * max(0.0, dot(n, lampDirection)) * throughPane(i, point, lampDirection);
  }
  return sum;
}

vec3 lampGlow(vec3 point, vec3 n) {
  float sum = 0.0;
  for (int i = 0; i < LAMP_COUNT; i++) {
    vec3 to = lamps[i] - point;
    float square = dot(to, to);
    sum += max(0.0, 0.25 + 0.75 * dot(n, to) * inversesqrt(square)) / (square + 0.12);
  }
  return vec3(1.0, 0.62, 0.33) * sum * 4.2 * lampsOn;
}

vec3 woodFloor(vec2 p) {
  float board = floor(p.x / 0.14);
  float start = fract(sin(board * 12.9898) * 43758.5453);
  float piece = floor(p.y / 1.8 + start);
  float tone = fract(sin(board * 78.233 + piece * 37.719) * 43758.5453);
  float grain = texture2D(noise, vec2(p.x * 1.3 + tone, p.y * 0.09 + tone)).b;
  vec2 w = fwidth(p);
  float joint = smoothstep(0.0, 0.02 + w.x / 0.14, abs(fract(p.x / 0.14) - 0.5) * -1.0 + 0.5);
  vec3 wood = mix(vec3(0.2, 0.105, 0.05), vec3(0.33, 0.19, 0.095), tone * 0.6 + grain * 0.4);
  return wood * mix(0.55, 1.0, mix(joint, 0.9, smoothstep(0.3, 1.0, w.x / 0.14)));
}

// Wood, bindings of books, cloth, a picture, a lamp's shade.
vec3 furnishing(float kind, vec3 point, vec3 n) {
#if QUALITY > 0
  float weave = texture2D(noise, (point.xy + point.zy) * vec2(1.7, 0.13)).b;
  float sketch = texture2D(noise, point.xy * vec2(0.19, 0.33) + vMake.y * 3.0).b;
#else
  const float weave = 0.5;
  const float sketch = 0.5;
#endif
  vec3 wood = mix(vec3(0.1, 0.052, 0.026), vec3(0.2, 0.11, 0.055), vMake.y) * (0.65 + 0.7 * weave);
  vec3 book = vec3(0.32, 0.1 + 0.2 * vMake.y, 0.08 + 0.22 * fract(vMake.y * 7.0));
  vec3 cloth = 0.12 + 0.42 * vec3(0.5 + 0.5 * cos(6.2831853 * (vMake.y + vec3(0.0, 0.1, 0.22))));
  cloth = mix(cloth, vec3(dot(cloth, vec3(0.33))), 0.55) * (0.82 + 0.36 * weave);
  vec3 painted = mix(vec3(0.12, 0.16, 0.17), vec3(0.5, 0.42, 0.28), smoothstep(0.38, 0.62, sketch + 0.25 * (point.y - 1.75)));
  vec3 made = mix(wood, book, step(4.5, kind));
  made = mix(made, cloth, step(5.5, kind));
  made = mix(made, painted, step(6.5, kind));
  made = mix(made, vec3(0.7, 0.64, 0.52), step(7.5, kind));
  // What stands on the floor darkens towards it.
  return made * mix(0.55, 1.0, smoothstep(0.0, 0.5, point.y));
}

void main() {
  vec3 n = normalize(vNormal);
  vec3 view = normalize(vPoint - eyeInEnvironment);
  float kind = vMake.x;
  float plaster = texture2D(noise, vPoint.xy * 0.31 + vPoint.zy * 0.27).b;
  vec3 albedo = wallTint * (0.9 + 0.18 * plaster);
#if QUALITY > 0
  // Panelling up to the sills: fields between mouldings, and a rail over them.
  float along = abs(n.x) > 0.5 ? vPoint.z : vPoint.x;
  float field = max(abs(fract(along / 0.9) - 0.5) * 0.9 - 0.36, abs(vPoint.y - 0.4) - 0.2);
  float moulding = smoothstep(0.012, 0.006, abs(field)) + smoothstep(0.02, 0.012, abs(vPoint.y - 0.73));
  albedo = mix(albedo, mix(wallTint, vec3(0.66, 0.64, 0.6), 0.75) * (1.0 - 0.4 * moulding), step(vPoint.y, 0.745) * step(kind, 0.5));
#endif
  if (kind > 0.5 && kind < 1.5) albedo = woodFloor(vPoint.xz);
  else if (kind > 1.5 && kind < 2.5) albedo = vec3(0.72, 0.71, 0.69);
  else if (kind > 2.5 && kind < 3.5) albedo = vec3(0.66, 0.65, 0.62);
  else if (kind > 3.5) albedo = furnishing(kind, vPoint, n);
  vec3 reach = vec3(ROOM_HALF, 0.0, ROOM_HALF) - abs(vPoint);
  float corner = smoothstep(-0.05, 0.5, vPoint.y) * smoothstep(-0.05, 0.5, ROOM_HEIGHT - vPoint.y);
  corner = mix(0.55, 1.0, corner) * mix(0.7, 1.0, smoothstep(-0.05, 0.6, max(reach.x, reach.z)));
  vec3 light = paneGlow(vPoint, n) + lampGlow(vPoint, n) + bounce * corner;
  vec3 colour = albedo * 0.31830989 * light;
  // A waxed floor mirrors the windows.
  float isFloor = step(0.5, kind) * step(kind, 1.5);
  vec3 mirror = reflect(view, normalize(n + vec3((plaster - 0.5) * 0.03, 0.0, 0.0)));
  float f = 1.0 - max(0.0, dot(-view, n));
  float fresnel = (0.03 + 0.6 * f * f * f * f * f) * isFloor;
  for (int i = 0; i < PANE_COUNT; i++) {
    colour += paneLight[i] * 0.31830989 * throughPane(i, vPoint, mirror) * fresnel;
  }
  colour += vec3(1.0, 0.72, 0.45) * vMake.z * 3.0 * lampsOn;
  gl_FragColor = vec4(dithered(shoulder(colour), gl_FragCoord.xy), 1.0);
}
