// Cornices, balconies, roof boxes.
void main() {
  Front f = passedFront();
  vec3 n = normalize(vNormal);
  vec3 albedo = masonry(f, vWall.x, vWall.y, shopHeight * f.shop);
  gl_FragColor = vec4(throughAir(albedo * 0.31830989 * onWall(n, vWall.y), vPoint), 1.0);
}
