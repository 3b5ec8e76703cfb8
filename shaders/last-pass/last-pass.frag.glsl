precision highp float;
precision highp int;
precision highp sampler2D;

uniform sampler2D linearPicture;
uniform sampler2D overlay;   // identify sign, premultiplied
uniform float overlayAmount;
uniform vec2 outputSize;
uniform float gain;          // exposure and blackout
uniform float neutral;       // share of the safe look
uniform int pattern;         // 0 none, 1 grid, 2 ramp, 3 bars, 4 marks
uniform sampler2D marks;     // three texels a mark: render/mark-texture.ts
uniform int markCount;
uniform float frame;         // k, as the seed of the dither
uniform float codeCell;      // side of a cell of the frame code in pixels; 0 for none
uniform ivec2 codeBits;      // its lit data cells: three rows of six each, from the top

out vec4 colour;

const float safeGrey = 0.18;
const float patternPeak = 0.5;

// IEC 61966-2-1.
vec3 srgbFromLinear(vec3 c) {
  c = clamp(c, 0.0, 1.0);
  return mix(c * 12.92, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

// PCG hash of pixel and frame (Jarzynski and Olano, JCGT 9(3), 2020): the same on every output.
uvec3 hash(uvec3 v) {
  v = v * 1664525u + 1013904223u;
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  v ^= v >> 16u;
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  return v;
}

// Triangular noise of one 8-bit step either way, which leaves no trace of the steps in mean or variance;
// none at the ends, so that black stays black.
vec3 dithered(vec3 encoded, vec2 pixel) {
  uvec3 a = hash(uvec3(uvec2(pixel), uint(mod(frame, 16777216.0))));
  uvec3 b = hash(a);
  vec3 noise = (vec3(a & 0xffffu) - vec3(b & 0xffffu)) / 65535.0;
  vec3 room = clamp(min(encoded, 1.0 - encoded) * 255.0, 0.0, 1.0);
  return encoded + noise * room / 255.0;
}

vec3 patternAt(vec2 pixel) {
  vec2 f = pixel / outputSize;
  if (pattern == 2) return vec3(f.x * patternPeak);
  if (pattern == 3) {
    float bar = floor(f.x * 8.0);
    vec3 rgb = vec3(bar < 4.0, mod(bar, 4.0) < 2.0, mod(bar, 2.0) < 1.0);
    return rgb * patternPeak * (f.y < 0.75 ? 1.0 : 0.25);
  }
  vec2 centre = outputSize * 0.5;
  vec2 fine = mod(pixel, 32.0);
  vec2 coarse = mod(pixel, 128.0);
  bool line = coarse.x < 1.0 || coarse.y < 1.0;
  bool faint = fine.x < 1.0 || fine.y < 1.0;
  bool border = any(lessThan(pixel, vec2(1.0))) || any(greaterThan(pixel, outputSize - 1.0));
  float ring = abs(length(pixel - centre) - 0.45 * min(outputSize.x, outputSize.y));
  bool diagonal = abs((pixel.x - pixel.y * outputSize.x / outputSize.y)) < 0.7;
  if (border || ring < 1.0) return vec3(patternPeak);
  return vec3(line || diagonal ? patternPeak * 0.6 : faint ? patternPeak * 0.15 : 0.01);
}

// Rows of three from the top left, as bits from 14 down.
const int digits[10] = int[10](
  0x7b6f, 0x2c97, 0x73e7, 0x73cf, 0x5bc9, 0x79cf, 0x79ef, 0x7249, 0x7bef, 0x7bcf);

bool isDigitLit(int digit, ivec2 cell) {
  if (cell.x < 0 || cell.x > 2 || cell.y < 0 || cell.y > 4) return false;
  return ((digits[digit] >> (14 - cell.y * 3 - cell.x)) & 1) == 1;
}

// A number of one or two digits in the quadrant of the cross that `side` says, at `d` wall pixels from it.
bool isNumberLit(vec2 d, int number, float size, vec2 side) {
  float cellPx = floor(size / 5.0);
  if (cellPx < 1.0) return false;
  vec2 extent = cellPx * vec2(number < 10 ? 3.0 : 7.0, 5.0);
  vec2 start = floor(vec2(0.2, 0.7) * size);
  vec2 corner = mix(-start - extent, start, step(0.0, side));
  ivec2 cell = ivec2(floor((d - corner) / cellPx));
  if (number < 10) return isDigitLit(number, cell);
  return cell.x < 3 ? isDigitLit(number / 10, cell) : isDigitLit(number % 10, cell - ivec2(4, 0));
}

// A cross whose middle is the mark, a ring, and the number: core/stage/wall-marks.ts.
float markLight(vec2 d, vec4 face) {
  float size = face.y;
  float thick = floor(size / 40.0) + 0.5;
  vec2 a = abs(d);
  bool isCross = min(a.x, a.y) < thick && max(a.x, a.y) <= max(size, 1.0);
  if (isCross || isNumberLit(d, int(face.x), size, face.zw)) return patternPeak;
  return patternPeak * clamp(thick + 0.5 - abs(length(d) - 0.6 * size), 0.0, 1.0);
}

float marksAt(vec2 pixel) {
  float light = 0.0;
  for (int i = 0; i < markCount; i++) {
    vec4 place = texelFetch(marks, ivec2(i, 0), 0);
    vec4 face = texelFetch(marks, ivec2(i, 2), 0);
    vec2 away = pixel - place.xy;
    if (max(abs(away.x), abs(away.y)) > 2.0 * face.y + 2.0) continue;
    vec4 clip = texelFetch(marks, ivec2(i, 1), 0);
    if (any(lessThan(pixel, clip.xy)) || any(greaterThan(pixel, clip.zw))) continue;
    vec2 d = vec2(dot(away, place.zw), dot(away, vec2(-place.w, place.z)));
    light = max(light, markLight(d, face));
  }
  return light;
}

// The coded frame counter (core/latency/frame-code.ts) at the bottom left: light of its cells, or −1.
float codeAt(vec2 pixel) {
  const int cells = 10;
  vec2 place = vec2(pixel.x, pixel.y - outputSize.y) / codeCell + vec2(0.0, float(cells));
  ivec2 cell = ivec2(floor(place));
  if (any(lessThan(cell, ivec2(0))) || any(greaterThanEqual(cell, ivec2(cells)))) return -1.0;
  ivec2 inner = min(cell, cells - 1 - cell);
  int ring = min(inner.x, inner.y);
  if (ring < 2) return ring == 0 ? patternPeak : 0.0;
  int bit = (cell.y - 2) * 6 + cell.x - 2;
  bool isLit = ((bit < 18 ? codeBits.x >> bit : codeBits.y >> (bit - 18)) & 1) == 1;
  return isLit ? patternPeak : 0.0;
}

void main() {
  ivec2 texel = ivec2(gl_FragCoord.xy);
  vec2 pixel = vec2(gl_FragCoord.x, outputSize.y - gl_FragCoord.y);
  vec3 linear = texelFetch(linearPicture, texel, 0).rgb;
  linear = mix(linear, vec3(safeGrey), neutral);
  if (pattern == 4) linear = vec3(marksAt(pixel));
  else if (pattern > 0) linear = patternAt(pixel - 0.5);
  // Order of DESIGN section 7; calibration and LUT have their place between gain and transfer.
  vec3 encoded = srgbFromLinear(linear * gain);
  vec4 sign = texture(overlay, vec2(pixel.x / outputSize.x, 1.0 - pixel.y / outputSize.y)) * overlayAmount;
  encoded = encoded * (1.0 - sign.a) + sign.rgb;
  float code = codeCell > 0.0 ? codeAt(pixel) : -1.0;
  // Over everything but a blackout.
  if (code >= 0.0) encoded = srgbFromLinear(vec3(code * min(gain, 1.0)));
  colour = vec4(dithered(encoded, pixel), 1.0);
}
