in vec3 place;   // of this head, in distances of the eyes, before it turns
in vec3 normal;
in vec2 uv;
in float material;
in vec3 rest;    // of the unchanged head
uniform float neckline, style;
out vec3 P;
out vec3 N;
out vec2 UV;
out vec3 K;
out vec3 U;
flat out int kind;

float cloth_at(vec3 q) {  // above 0 inside the clothes
  float v = style * .55 * (1. - smoothstep(0., .9, abs(q.x))) * step(q.y, 1.2);
  return neckline - v - (q.z + .10 * q.y);
}

void main() {
  mat3 r = turned_at(rest.z);
  vec3 p = place;
  float c = cloth_at(rest);
  if (material < .5) p += normal * .075 * smoothstep(-.02, .12, c);
  U = p;
  P = r * (p - PIVOT) + PIVOT;
  N = r * normal;
  UV = uv;
  K = rest;
  kind = int(material + .5);
  gl_Position = view * vec4(P, 1.);
}
