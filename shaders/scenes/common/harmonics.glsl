// Irradiance of order-2 harmonics on a normal; scenes/harmonics.ts folds the cosine lobe and basis in.
uniform vec3 harmonics[9];

vec3 skyIrradiance(vec3 n) {
  return max(
    vec3(0.0),
    harmonics[0] + harmonics[1] * n.y + harmonics[2] * n.z + harmonics[3] * n.x +
      harmonics[4] * (n.x * n.y) + harmonics[5] * (n.y * n.z) + harmonics[6] * (3.0 * n.z * n.z - 1.0) +
      harmonics[7] * (n.x * n.z) + harmonics[8] * (n.x * n.x - n.y * n.y));
}
