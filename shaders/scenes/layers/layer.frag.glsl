// The colour of a point is that of the picture on the ray from the eye point, to the fragment and not only
// to the vertex: from the eye point the picture is exact, however coarse the mesh.
uniform sampler2D picture;
uniform mat3 pictureFromRay;
uniform vec2 size;
uniform float gain;
uniform float blur;
uniform float feather;
varying vec3 vPoint;
varying vec2 vColourAt;

void main() {
#ifdef SKIRT
  vec2 at = vColourAt;
#elif defined(AROUND)
  vec3 d = normalize(pictureFromRay * vPoint);
  vec2 at = vec2(atan(d.x, -d.z) / 6.28318531 + 0.5, acos(clamp(d.y, -1.0, 1.0)) / 3.14159265);
#else
  vec3 d = pictureFromRay * vPoint;
  vec2 at = vec2(d.x / d.z + 0.5, 0.5 - d.y / d.z);
#endif
  vec2 dx = dFdx(at);
  vec2 dy = dFdy(at);
#ifdef AROUND
  // Behind, the place jumps by a turn, and with it the derivative that chooses the mip level.
  dx.x = mod(dx.x + 0.5, 1.0) - 0.5;
  dy.x = mod(dy.x + 0.5, 1.0) - 0.5;
#endif
  float spread = exp2(blur);
  vec4 colour = textureGrad(picture, at, dx * spread, dy * spread);
#ifndef AROUND
  vec2 inwards = min(at, 1.0 - at) * size / (0.5 * min(size.x, size.y));
  colour *= smoothstep(0.0, max(feather, 1e-4), min(inwards.x, inwards.y) + 1e-4);
#endif
  if (colour.a < 0.004) discard;
  gl_FragColor = vec4(colour.rgb * gain, colour.a);
}
