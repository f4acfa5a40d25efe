in vec3 P;
in vec3 N;
in vec2 UV;
in vec3 K;
in vec3 U;
flat in int kind;
out vec4 colour;
uniform vec3 skin, lips, hair, iris, cloth, frame, ruddy;
uniform vec3 pupils[2];
uniform vec3 gaze;
uniform sampler2D maps;
uniform float brow, beard, freckles, age, neckline, style, parted;

float cloth_at(vec3 q) {
  float v = style * .55 * (1. - smoothstep(0., .9, abs(q.x))) * step(q.y, 1.2);
  return neckline - v - (q.z + .10 * q.y);
}

// Lines of age, in the places of the unchanged head, 0 to 1.
float wrinkles(vec3 q) {
  float x = abs(q.x), front = step(q.y, .6);
  float fold = bump(x, .34 + .38 * (-.72 - q.z), .045) * smoothstep(-.62, -.75, q.z) * smoothstep(-1.22, -1.05, q.z);
  float forehead = 0.;
  for (int i = 0; i < 3; i++) forehead += bump(q.z, .70 + .13 * float(i) + .03 * cos(q.x * 5.), .016);
  forehead *= smoothstep(.85, .5, x);
  float foot = 0.;
  for (int i = -1; i <= 1; i++) foot += bump(q.z, .0 + .11 * float(i) * (x - .70) * 4., .014);
  foot *= smoothstep(.86, .92, x) * smoothstep(1.12, 1., x);
  float bag = bump(q.z, -.27 + .10 * pow((x - .5) * 2.2, 2.), .030) * smoothstep(.9, .75, x) * smoothstep(.15, .25, x);
  float frown = bump(x, .10, .025) * bump(q.z, .36, .12);
  return front * clamp(fold * 1.1 + forehead * .6 + foot * .6 + bag + frown * .6, 0., 1.2);
}

void main() {
  vec3 n = normalize(N), v = normalize(eye - P);
  if (dot(n, v) < 0. && kind != 0) n = -n;
  vec3 base = skin;
  float gloss = .085, power = 22., open = 1., shadow = lit(P + n * .03, .002);
  float x = abs(K.x), front = step(K.y, .7);
  vec4 map = texture(maps, UV);  // lips, eyelids, inside of the mouth, ears
  bool clothed = false;
  if (kind == 0) {
    float tint = .95 + .10 * noise(K * 9.);
    base *= tint;
    base = mix(base, base * ruddy, .38 * bump(length(vec2(x - .78, (K.z + .68) * .9)), 0., .42) * front);
    base = mix(base, base * ruddy, .34 * bump(length(vec2(K.x, K.z + .70)), 0., .26) * step(K.y, -.15));
    base = mix(base, base * ruddy, .5 * map.a);
    base = mix(base, lips, map.r * .85);
    base = mix(base, base * vec3(.80, .66, .62), map.g * .45);
    base = mix(base, vec3(.30, .07, .07), map.b);
    if (freckles > 0.) base *= 1. - freckles * .50 * smoothstep(.60, .70, noise(K * 27.)) * smoothstep(1.5, .2, length(K.xz - vec2(0., -.45))) * front * (1. - map.r);
    if (age > .15) base *= 1. - .42 * wrinkles(K) * smoothstep(.15, 1., age) * (1. - map.r) * vec3(.85, 1., 1.05);
    if (age > .5) base *= 1. - .16 * smoothstep(.5, 1., age) * smoothstep(.62, .75, noise(K * 9. + 40.));
    // Where less of the sky is seen: sockets of the eyes, beside the nose, below lip and chin, behind the ears.
    open *= 1. - .34 * bump(length(vec2((x - .42) / .42, (K.z - .10) / .26)), 0., 1.) * front;
    open *= 1. - .28 * bump(length(vec2((x - .30) / .12, (K.z + .72) / .16)), 0., 1.) * front;
    open *= 1. - .30 * bump(length(vec2(K.x / .35, (K.z + 1.36) / .09)), 0., 1.) * front;
    open *= 1. - .45 * smoothstep(-1.75, -2.3, K.z) * smoothstep(1.5, .3, x) * smoothstep(2.2, .6, K.y) * smoothstep(-3.3, -2.4, K.z);
    open *= mix(1., .35, map.b);
    // Eyebrows: short strokes along an arch.
    float arch = .368 + .055 * smoothstep(.12, .60, x) - .55 * pow(max(x - .60, 0.), 1.6);
    float across = (K.z - arch) / (.052 + .040 * brow) / mix(1., .55, smoothstep(.45, .95, x));
    if (abs(across) < 1.1 && x < 1.) {
    float stroke = .55 + .75 * noise(vec3(K.x * 34. + K.z * 18., K.z * 12., 1.));
    float hairy = smoothstep(1.05, .45, abs(across)) * smoothstep(.13, .22, x) * smoothstep(1.0, .88, x) * front;
    base = mix(base, mix(hair * .42, skin * .22, .35), clamp(hairy * stroke * (.62 + .40 * brow), 0., .93));
    }
    // Beard: cheeks and chin below a line, lips free, and a moustache.
    float line = -.98 - .34 * smoothstep(.25, .75, x) + .55 * smoothstep(.75, 1.15, x);
    float jaw = smoothstep(.10, -.16, K.z - line + .05 * (noise(K * 13.) - .5)) * smoothstep(-2.15, -1.95, K.z) * smoothstep(1.15, .85, K.y);
    float lip = smoothstep(.56, .36, x) * smoothstep(.13, .04, abs(K.z + .955)) * front;
    float soul = smoothstep(.10, .05, x) * smoothstep(-1.25, -1.30, K.z) * front;
    if (beard > 0.) {
    float strands = noise(vec3(K.x * 24. + K.z * 6., K.y * 24., K.z * 9.));
    float bearded = clamp(beard * 1.6, 0., 1.) * max(max(jaw, lip), soul) * (1. - map.r) * (1. - map.b);
    vec3 hairs = mix(hair * .60, skin * .20, .25) * (.55 + .9 * strands);
    base = mix(base, hairs, clamp(bearded * (.55 + .35 * strands + .35 * beard), 0., .95));
    gloss *= 1. - .7 * bearded;
    }
    // Under the hair the scalp has its colour.
    float roof = smoothstep(.04, .22, hairline(K));
    base = mix(base, hair * .85, roof * .92);
    shadow = mix(shadow, 1., roof * .5);
    gloss *= 1. - .8 * roof;
    open *= mix(1., .72, roof);
    float c = cloth_at(K);
    clothed = c > 0.;
    if (clothed) {
      float weave = noise(vec3(K.x * 26., K.y * 26., K.z * 26.));
      float hem = smoothstep(.13, .10, c);
      base = cloth * (.86 + .22 * weave) * mix(1., 1.18, hem) * (1. - .30 * bump(c, .125, .02));
      gloss = .02;
    } else if (K.z < -1.6) open *= 1. - .45 * smoothstep(.22, 0., -c);
  }
  if (kind == 1) {
    vec3 pupil = (U.x > 0.) ? pupils[0] : pupils[1];
    vec3 d = normalize(U - pupil);
    float a = acos(clamp(dot(d, gaze), -1., 1.));
    float radial = noise(vec3(normalize(d.xz - gaze.xz + 1e-4) * 9., 3.));
    vec3 inner = iris * (.55 + .75 * radial) * (.6 + .6 * smoothstep(.2, .45, a));
    base = mix(inner, vec3(.78, .755, .735), smoothstep(.46, .53, a));
    base *= 1. - .65 * bump(a, .49, .05);
    base = mix(vec3(.008), base, smoothstep(.17, .23, a));
    gloss = .9; power = 160.;
    float lid = smoothstep(.05, .30, U.z - pupil.z + .10);
    open = mix(.95, .45, lid);
    shadow = mix(shadow, 1., .45);
  }
  if (kind == 2) { base = vec3(.70, .66, .58); gloss = .25 * parted; power = 50.; open = (.75 * smoothstep(.75, .2, x) + .15) * parted; shadow = mix(shadow, 1., .55); }
  if (kind == 3) { base = vec3(.52, .17, .16); open = .5; shadow = mix(shadow, 1., .3); }
  if (kind == 4) { base = mix(skin, vec3(.02, .015, .012), .75); gloss = 0.; }
  if (kind == 5) { base = frame; gloss = .35; power = 60.; }
  float d = dot(n, sun);
  bool flesh = kind == 0 && !clothed;
  vec3 wrap = flesh ? vec3(.32, .17, .12) : vec3(.08);  // light goes on under the skin, red furthest
  vec3 dark = flesh ? vec3(.16, .05, .03) : vec3(.02);
  vec3 direct = max((d + wrap) / (1. + wrap), 0.) * mix(dark, vec3(1.), shadow);
  vec3 sky = mix(bounce, ambient, n.z * .5 + .5);
  vec3 h = normalize(sun + v);
  vec3 c = open * base * (direct * sunlight + sky);
  c += shadow * step(0., d) * sunlight * gloss * (pow(max(dot(n, h), 0.), power) + (flesh ? .22 * pow(max(dot(n, h), 0.), 6.) : 0.));
  float grazing = pow(1. - clamp(dot(n, v), 0., 1.), 3.);
  c += grazing * open * (.10 * ambient + rim * max(n.z * .6 + .5, 0.) * (.25 + base)) * (kind == 1 || kind == 2 ? 0. : 1.);
  colour = vec4(tone(c), 1.);
}
