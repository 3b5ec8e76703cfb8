precision highp float;
precision highp int;
precision highp sampler2D;

uniform sampler2D linearPicture;
uniform sampler2D overlay;   // identify sign, premultiplied
uniform float overlayAmount;
uniform vec2 outputSize;
uniform float gain;          // exposure and blackout
uniform float neutral;       // share of the safe look
uniform int pattern;         // 0 none, 1 grid, 2 ramp, 3 bars
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
  if (pattern > 0) linear = patternAt(pixel - 0.5);
  // Order of DESIGN section 7; calibration and LUT have their place between gain and transfer.
  vec3 encoded = srgbFromLinear(linear * gain);
  vec4 sign = texture(overlay, vec2(pixel.x / outputSize.x, 1.0 - pixel.y / outputSize.y)) * overlayAmount;
  encoded = encoded * (1.0 - sign.a) + sign.rgb;
  float code = codeCell > 0.0 ? codeAt(pixel) : -1.0;
  // Over everything but a blackout.
  if (code >= 0.0) encoded = srgbFromLinear(vec3(code * min(gain, 1.0)));
  colour = vec4(dithered(encoded, pixel), 1.0);
}
