precision highp float;
precision highp int;
precision highp sampler2D;

uniform vec2 outputSize;
uniform vec4 sliceFrom;     // wall pixels: x, y, w, h
uniform vec2 sliceAt;       // output pixels
uniform int turn;           // quarter turns, clockwise in the output raster
uniform vec4 rectangle;     // wall pixels drawn by this view: x0, y0, x1, y1
uniform mat4 clipFromWall;  // of the view that drew `view`
uniform vec2 viewScale;     // part of the target that the view filled
uniform sampler2D viewA;
uniform sampler2D viewB;
uniform float mixB;         // share of the new environment in a fade
uniform bool masked;
uniform mat4 cameraFromWall;
uniform vec2 edge;          // overscanned tangents of the inner frustum
uniform vec2 centre;        // and its middle, off the optical axis
uniform float featherWidth; // in tangents

out vec4 colour;

#include wall-point

// The inverse of outputFromWall in core/stage/slice-map.ts.
vec2 wallPixel(vec2 outputPixel) {
  vec2 d = outputPixel - sliceAt;
  vec2 uv = d;
  if (turn == 1) uv = vec2(d.y, sliceFrom.w - d.x);
  if (turn == 2) uv = vec2(sliceFrom.z - d.x, sliceFrom.w - d.y);
  if (turn == 3) uv = vec2(sliceFrom.z - d.y, d.x);
  return sliceFrom.xy + uv;
}

float innerWeight(vec3 p) {
  if (!masked) return 1.0;
  vec3 c = (cameraFromWall * vec4(p, 1.0)).xyz;
  if (c.z >= -1e-4) return 0.0;
  vec2 inward = edge - abs(c.xy / -c.z - centre);
  float d = min(inward.x, inward.y);
  if (d <= 0.0) return 0.0;
  return featherWidth > 0.0 ? smoothstep(0.0, featherWidth, d) : 1.0;
}

void main() {
  vec2 pixel = wallPixel(vec2(gl_FragCoord.x, outputSize.y - gl_FragCoord.y));
  if (any(lessThan(pixel, rectangle.xy)) || any(greaterThan(pixel, rectangle.zw))) discard;
  vec3 p = wallPoint(pixel);
  float weight = innerWeight(p);
  if (weight <= 0.0) discard;
  vec4 clip = clipFromWall * vec4(p, 1.0);
  if (clip.w <= 0.0) discard;
  vec2 uv = (clip.xy / clip.w * 0.5 + 0.5) * viewScale;
  vec3 picture = texture(viewA, uv).rgb;
  if (mixB > 0.0) picture = mix(picture, texture(viewB, uv).rgb, mixB);
  colour = vec4(picture, weight);
}
