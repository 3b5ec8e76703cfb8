// Stars on every side, a nebula, and a planet in the light of a sun.
uniform sampler2D noise;
uniform float stars;
uniform vec3 planetDirection;
uniform float planetRadius;
uniform vec3 sunDirection;
uniform vec3 sunColour;
uniform vec3 nebulaTint;
uniform vec3 nebulaTint2;
uniform vec3 landTint;
uniform float planetTurn;
uniform float exposure;
varying vec3 vDirection;

float onBall(vec3 p, float scale) {
  // Three flat noises, each where the ball faces its axis.
  vec3 w = abs(p);
  w = w * w * w;
  w /= w.x + w.y + w.z;
  return texture2D(noise, p.yz * scale).b * w.x + texture2D(noise, p.zx * scale + 0.3).b * w.y + texture2D(noise, p.xy * scale + 0.7).b * w.z;
}

// Glowing gas, drawn out into filaments and cut by lanes of dust; the warp is what keeps it from being blots.
vec3 nebula(vec3 direction) {
  vec3 warp = vec3(onBall(direction, 0.21), onBall(direction.yzx + 0.4, 0.21), onBall(direction.zxy + 0.8, 0.21)) - 0.5;
  vec3 d = normalize(direction + 0.9 * warp);
  float broad = onBall(d, 0.16);
  float middle = onBall(d + 0.31, 0.47);
  float small = onBall(d + 0.11, 1.35);
  float body = smoothstep(0.46, 0.8, broad * 0.6 + middle * 0.28 + small * 0.12);
  float filament = 1.0 - abs(2.0 * onBall(d + 0.57, 0.62) - 1.0) * 3.4;
  filament = max(0.0, filament - 0.5 * small);
  float lane = smoothstep(0.5, 0.62, onBall(d + 0.77, 0.39) * 0.65 + small * 0.35);
  vec3 gas = mix(nebulaTint, nebulaTint2, smoothstep(0.38, 0.62, onBall(direction + 0.5, 0.22)));
  vec3 hot = mix(gas, vec3(1.0, 0.86, 0.72), 0.55);
  vec3 light = gas * body * body * 0.85 + gas * body * filament * 0.5 + hot * pow(body, 4.0) * 0.9;
  return light * mix(1.0, 0.12, lane) * 0.5 + gas * 0.012 * smoothstep(0.35, 0.6, broad);
}

vec3 planet(vec3 direction, float pixel, out float cover, out float rim) {
  // The planet is a ball at distance 1 with the sine of its angular radius as radius.
  float radius = sin(planetRadius);
  float along = dot(direction, planetDirection);
  float square = along * along - 1.0 + radius * radius;
  float away = acos(clamp(along, -1.0, 1.0)) - planetRadius;
  cover = smoothstep(pixel, -pixel, away);
  float thick = exp(-max(0.0, away) / (planetRadius * 0.022));
  rim = thick * (1.0 - cover);
  vec3 hit = direction * (along - sqrt(max(0.0, square)));
  vec3 n = normalize(hit - planetDirection);
  vec2 turned = vec2(cos(planetTurn), sin(planetTurn));
  vec3 m = vec3(n.x * turned.x - n.z * turned.y, n.y, n.x * turned.y + n.z * turned.x);
  float shape = onBall(m, 0.35) * 0.58 + onBall(m, 1.1) * 0.28 + onBall(m, 3.7) * 0.14;
  float land = smoothstep(0.5, 0.54, shape);
  float dry = onBall(m + 0.4, 0.8);
  vec3 ground = mix(landTint, vec3(0.16, 0.14, 0.08), smoothstep(0.4, 0.6, dry));
  vec3 albedo = mix(vec3(0.012, 0.035, 0.08), ground, land);
  albedo = mix(albedo, vec3(0.75), smoothstep(0.82, 0.93, abs(m.y) + 0.1 * (shape - 0.5)));
  // Weather in belts, turned in itself.
  vec3 swirl = vec3(onBall(m, 0.5), 0.5, onBall(m + 0.6, 0.5)) - 0.5;
  vec3 c = (m + 0.75 * swirl) * vec3(1.0, 1.9, 1.0);
  float cloud = smoothstep(0.45, 0.66, onBall(c + 0.2, 0.6) * 0.5 + onBall(c + 0.9, 1.7) * 0.3 + onBall(c, 4.6) * 0.2);
  float day = dot(n, sunDirection);
  float lit = max(0.0, day) * smoothstep(-0.05, 0.12, day);
  vec3 colour = mix(albedo, vec3(0.7), cloud) * 0.31830989 * sunColour * lit;
  float facing = max(0.0, dot(n, -direction));
  // Air over the limb, blue by day and red along the terminator.
  float air = pow(1.0 - facing, 2.5);
  vec3 blue = mix(vec3(0.9, 0.32, 0.12), vec3(0.22, 0.46, 1.0), smoothstep(-0.05, 0.25, day));
  colour += blue * 0.09 * sunColour * air * smoothstep(-0.12, 0.2, day);
  vec3 half_ = normalize(sunDirection - direction);
  colour += (1.0 - land) * (1.0 - cloud) * sunColour * 0.12 * pow(max(0.0, dot(n, half_)), 60.0) * lit;
  // Towns on the night side.
  float towns = smoothstep(0.6, 0.75, onBall(m, 5.0)) * smoothstep(0.5, 0.62, onBall(m, 1.7)) * land * (1.0 - cloud);
  colour += vec3(1.0, 0.62, 0.28) * 0.05 * towns * smoothstep(0.02, -0.15, day);
  return colour;
}

void main() {
  vec3 direction = normalize(vDirection);
  float pixel = length(fwidth(vDirection));
  vec3 tinted = starLayer(direction, 31.0, 0u, pixel) * 2.0 + starLayer(direction, 83.0, 1u, pixel) * 0.8 + starLayer(direction, 173.0, 2u, pixel) * 0.5;
  vec3 sky = tinted * 14.0 * (0.4 + 0.6 * stars);
  sky += nebula(direction);
  float cover;
  float rim;
  vec3 ball = planet(direction, pixel, cover, rim);
  float fromSun = length(direction - sunDirection);
  float glare = 0.0006 / (fromSun * fromSun + 0.0012) + 0.012 * exp(-fromSun * 6.0);
  float disc = smoothstep(0.011 + pixel, 0.011 - pixel, fromSun);
  sky += sunColour * (disc * 12.0 + glare);
  float limbDay = smoothstep(-0.25, 0.35, dot(normalize(direction - planetDirection * dot(direction, planetDirection)), sunDirection) + 0.3 * dot(planetDirection, -sunDirection));
  sky = mix(sky, ball, cover) + vec3(0.25, 0.5, 1.0) * rim * 0.3 * limbDay;
  gl_FragColor = vec4(dithered(sky * exposure, gl_FragCoord.xy), 1.0);
}
