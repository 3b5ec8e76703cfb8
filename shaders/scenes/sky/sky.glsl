// Radiance of the sky in environment space, from the table of scenes/sky/sky-table.ts.
uniform sampler2D skyAir;
uniform sampler2D skyDust;
uniform vec3 sunDirection;
uniform vec3 moonDirection;
uniform float skyScale;
uniform float nightScale;
uniform vec3 nightZenith;
uniform vec3 nightHorizon;
uniform float overcast;
uniform vec3 overcastZenith;
uniform vec3 townGlow;

const float halfPi = 1.57079633;

float cornetteShanks(float cosine, float g) {
  float away = max(1e-4, 1.0 + g * g - 2.0 * g * cosine);
  return 0.119366 * (1.0 - g * g) * (1.0 + cosine * cosine) / ((2.0 + g * g) * away * sqrt(away));
}

float miePhase(float cosine) {
  return 0.88 * cornetteShanks(cosine, 0.76) + 0.12 * cornetteShanks(cosine, 0.95);
}

// Unit direction; below the horizon the horizon's colour.
vec3 clearSky(vec3 direction) {
  float elevation = asin(clamp(direction.y, 0.0, 1.0));
  vec2 flatView = normalize(direction.xz + vec2(1e-6, 0.0));
  vec2 flatSun = normalize(sunDirection.xz + vec2(1e-6, 0.0));
  float azimuth = acos(clamp(dot(flatView, flatSun), -1.0, 1.0));
  vec2 texels = vec2(SKY_COLUMNS, SKY_ROWS);
  vec2 at = vec2(azimuth / (2.0 * halfPi), sqrt(elevation / halfPi));
  at = (at * (texels - 1.0) + 0.5) / texels;
  vec3 day = texture2D(skyAir, at).rgb + texture2D(skyDust, at).rgb * miePhase(dot(direction, sunDirection));
  float up = clamp(direction.y, 0.0, 1.0);
  vec3 ceiling = overcastZenith * (1.0 + 2.0 * up) / 3.0;
  if (nightScale <= 0.0) return mix(day * skyScale, ceiling, overcast);
  float low = 1.0 - up;
  low *= low * low * low;
  vec3 dark = mix(nightZenith, nightHorizon, low);
  float moonGlow = pow(max(0.0, dot(direction, moonDirection)), 24.0);
  vec3 open = day * skyScale + dark * nightScale * (1.0 + 1.4 * moonGlow);
  return mix(open, ceiling, overcast) + townGlow * low;
}
