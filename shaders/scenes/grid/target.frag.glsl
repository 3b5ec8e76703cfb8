uniform float brightness;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec3 vChart;

// Alternating squares, filtered by averaging the signed pattern over the footprint.
float chequer(vec2 at, vec2 w) {
  vec2 a = abs(fract((at - 0.5 * w) * 0.5) - 0.5);
  vec2 b = abs(fract((at + 0.5 * w) * 0.5) - 0.5);
  vec2 mean = 2.0 * (a - b) / max(w, 1e-4);
  return 0.5 - 0.5 * mean.x * mean.y;
}

void main() {
  vec3 n = normalize(vNormal);
  float shade = 0.55 + 0.45 * n.y + 0.25 * n.z;
  vec3 colour;
  if (vChart.z < 0.5) {
    // Half-metre bands; every second metre's band is amber.
    float band = chequer(vec2(0.5, vPoint.y * 2.0), vec2(1e-3, fwidth(vPoint.y) * 2.0));
    colour = mix(vec3(0.02), vec3(0.9, 0.92, 0.95), band);
  } else {
    vec2 at = vChart.xy * vec2(12.0, 6.0);
    // The chart jumps at its seam; its height does not, and is as fine.
    float w = fwidth(at.y);
    float check = chequer(at, vec2(w / max(0.2, sqrt(1.0 - n.y * n.y)), w));
    colour = mix(vec3(0.05, 0.28, 0.3), vec3(0.95), check) * (0.35 + 0.65 * shade);
  }
  gl_FragColor = vec4(colour * brightness, 1.0);
}
