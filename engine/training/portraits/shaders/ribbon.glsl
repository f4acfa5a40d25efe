// A strand as a ribbon: two corners a point, its flat side turned to whoever looks.
in vec3 points[STEPS + 1];
in ivec2 corner;  // point, side
uniform float thick;

vec3 corner_of(vec3 p, vec3 along, vec3 to, float side) {
  float t = float(corner.x) / float(STEPS);
  vec3 across = cross(along, to);
  return p + across / max(length(across), 1e-4) * side * thick * mix(1., .45, t * t);
}
