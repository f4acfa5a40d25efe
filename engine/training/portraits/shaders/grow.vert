// Grows the strands of hair, one an instance, one point a vertex, kept by transform feedback.
in float along;   // 0 at the root, 1 at the tip
in vec3 root;     // of this head, before it turns
in vec3 up;       // the skin's normal there
in vec3 guide;    // root and normal of the strand that leads this one's lock
in vec3 guide_up;
in vec3 origin;   // the root on the unchanged head
in vec4 chance;   // four even random numbers a strand
in vec4 lock;     // four a lock
uniform vec3 skull, skull_size;
uniform float length_, volume, curl, part, fringe, tied;
out vec3 point;   // turned with the head; far below the ground where no hair grows

vec3 outside(vec3 p, float margin) {
  vec3 size = skull_size + margin;
  vec3 u = (p - skull) / size;
  float r = length(u);
  return p.z > skull.z - 1.0 && r < 1. ? skull + u / max(r, .05) * size : p;
}

vec3 beside_the_face(vec3 p, float side, float lowest) {  // hair never crosses the face below the fringe
  float z = clamp((p.z + .45) / 1.45, -1., 1.);
  float wide = p.z < -.45 ? 1.22 - .22 * clamp((-.45 - p.z) / 1.6, 0., 1.) : 1.22 * sqrt(max(1. - z * z * z * z, 0.));
  float in_front = smoothstep(1.10, .70, p.y) * smoothstep(lowest + .06, lowest - .06, p.z);
  float need = max(wide - abs(p.x), 0.) * in_front;
  p.x += side * need;
  p.y += need * .55;
  return p;
}

vec3 strand(float t) {
  float lead = .75 * smoothstep(.0, .7, t) * (1. - .35 * smoothstep(.6, 1.8, curl));
  vec3 a = root, n = normalize(mix(up, guide_up, lead));
  vec3 g = mix(root, guide, lead);
  float top = smoothstep(.35, 1.35, origin.z), front = smoothstep(1.35, .2, origin.y);
  float side = origin.x - part > 0. ? 1. : -1.;
  float beside = clamp((origin.x - part) / .30, -1., 1.);
  float bangs = front * smoothstep(.62, .95, origin.z) * smoothstep(1.05, .55, abs(origin.x));
  float down = smoothstep(.0, 1.4, fringe);
  float longhair = smoothstep(.6, 1.7, length_);
  float L = length_ * (.86 + .28 * chance.x);
  L *= mix(1., mix(1.15, 1.55, longhair), top);
  L = mix(L, min(L, .62 + .30 * down + .12 * chance.y), bangs * down);
  L *= mix(1., .55, smoothstep(.5, 1.6, curl) );  // coils take up length
  // Combed: away from the parting and down; a fringe forward; short hair swept up and back.
  vec3 comb = vec3(beside * mix(.55, 1.05, top), .20 - .25 * front * longhair, -.55 + .35 * top);
  vec3 swept = vec3(.35 * beside, .75, .45);
  comb = mix(comb, swept, front * top * (1. - down) * (1. - .75 * longhair));
  comb = mix(comb, vec3(.25 * beside, -1., -.1), bangs * down);
  comb -= n * dot(comb, n);
  float lift = .30 + .32 * volume + .9 * smoothstep(.6, 1.7, curl) + .25 * (1. - longhair) * top;
  vec3 wild = (vec3(chance.zw, lock.x) - .5) * (.20 + .5 * smoothstep(.4, 1.6, curl));
  vec3 d = normalize(normalize(comb + 1e-3) * 1. + n * lift + wild);
  float s = t * L;
  float stiff = .22 + .16 * volume + .30 * smoothstep(.2, 1.6, curl) + .10 * (1. - longhair);
  float bend = stiff * (1. - exp(-s / stiff));
  vec3 p = mix(a, g, lead) + d * bend + vec3(0., .05, -1.) * (s - bend);
  float margin = .05 + .10 * volume + (.07 + .10 * volume) * chance.y * (1. - .5 * smoothstep(1., 2., curl));
  p = outside(p, margin * smoothstep(0., .12, s));
  if (tied > .5) {  // drawn along the skull to a knot
    vec3 knot = skull + vec3(0., .62 * skull_size.y, .98 * skull_size.z);
    vec3 from = (a - skull) / skull_size, to = (knot - skull) / skull_size;
    float w = smoothstep(0., .72, t);
    vec3 arc = normalize(mix(normalize(from), normalize(to), w)) * mix(length(from), length(to), w);
    p = skull + arc * (skull_size + .03 + .05 * chance.y * sin(3.14159 * w));
    float ball = .20 + .12 * clamp(length_, 0., 2.6);
    float turns = 6.283 * (lock.y + 1.1 * (t - .7) / .3), lean = 3.14159 * lock.z;
    vec3 spin = vec3(cos(turns) * sin(lean), sin(turns) * sin(lean), cos(lean));
    vec3 cross_ = vec3(-sin(turns), cos(turns), .35);
    p = mix(p, knot + vec3(0., .1, ball * .55) + ball * (.8 + .2 * chance.x) * normalize(mix(spin, cross_, .25)), smoothstep(.62, .80, t));
    return p;
  }
  p = beside_the_face(p, origin.x + .12 * (chance.z - .5) > 0. ? 1. : -1., mix(1.25, mix(.52, .36, chance.w), bangs * max(down, .15)));
  float around = length(vec2(p.x, p.y - 1.25));  // outside the neck
  if (p.z < -1.0 && around < 1.0) p.xy = vec2(0., 1.25) + (p.xy - vec2(0., 1.25)) / max(around, .05) * 1.0;
  float shoulder = -2.75 - .16 * abs(p.x) + .2;
  if (p.z < shoulder) { p.y += (p.y > 1.2 ? .5 : -.5) * min(shoulder - p.z, .8); }
  // Waves and coils, in step within a lock.
  float c = max(curl, 0.);
  float wide = c < .8 ? .085 * c : mix(.068, .055, smoothstep(.8, 1.6, c));
  float often = mix(4.2, 21., smoothstep(.3, 1.7, c));
  float phase = 6.283 * mix(lock.w, chance.z, smoothstep(.8, 1.7, c) * .5);
  vec3 across = normalize(cross(n, vec3(0., .3, -1.)) + 1e-3);
  float grow = smoothstep(.0, .35, s);
  p += grow * wide * (across * sin(s * often + phase) + n * cos(s * often + phase) * .8);
  return p;
}

void main() {
  float inside = hairline(origin) - .02 - .05 * chance.x;
  vec3 a = strand(along);
  float lowest = tied > .5 ? -9. : -1.9;
  float w = 1. - .6 * smoothstep(lowest, lowest - 1.5, a.z);  // hair that lies on the shoulders stays with them
  point = turned(turn.x * w, turn.y * w) * (a - PIVOT) + PIVOT;
  if (inside <= 0.) point = vec3(0., 0., -99.);
}
