// Lines whose width is stated in the units of x. A line thinner than its pixel is drawn one pixel wide
// and as much fainter, and where lines crowd together they become their mean: nothing crawls at
// grazing angles. After Golus 2023, "The Best Darn Grid Shader (Yet)".
float lineTrain(float x, float width, float footprint) {
  float drawn = clamp(width, footprint, 0.5);
  float away = abs(fract(x + 0.5) - 0.5) * 2.0;
  float edge = max(footprint * 1.5, 1e-6);
  float line = smoothstep(drawn + edge, drawn - edge, away) * clamp(width / drawn, 0.0, 1.0);
  return mix(line, width, clamp(footprint * 2.0 - 1.0, 0.0, 1.0));
}

// One line at x = 0, half of width on each side.
float singleLine(float x, float width, float footprint) {
  float drawn = max(width, footprint * 1.2);
  return smoothstep(0.5 * drawn + 0.75 * footprint, 0.5 * drawn - 0.75 * footprint, abs(x)) * min(1.0, width / drawn);
}

// Length of the screen-space gradient: the footprint of a pixel in x, in every direction.
float footprintOf(float x) {
  return length(vec2(dFdx(x), dFdy(x)));
}
