// Sun or moon, whichever lights the land at this hour.
uniform vec3 lampDirection;
uniform vec3 lampIrradiance;

// Sunlight that passes a horizon, over the width of the disc widened by the haze around it.
float aboveHorizon(float horizonSine) {
  return smoothstep(-0.006, 0.012, lampDirection.y - horizonSine);
}
