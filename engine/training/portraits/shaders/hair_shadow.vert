void main() {
  vec3 p = points[corner.x], along = points[min(corner.x + 1, STEPS)] - points[max(corner.x - 1, 0)];
  gl_Position = p.z < -50. ? vec4(0., 0., 9., 1.) : view * vec4(corner_of(p, along, sun, float(corner.y)), 1.);
}
