// What a reader would see go wrong in a drawing of the rings: a word that is cut or covers another,
// that stands on a roof, a wall or a person; a way that goes through a wall. Given a lesson's pane,
// the sizes for each skin, and whether every step is looked at or only those where something happens.
const [pane, sizes, every, done] = arguments;
const simulator = pane.simulator;
const host = document.createElement('div');
Object.assign(host.style, { position: 'fixed', left: 0, top: 0, zIndex: 9, display: 'grid' });
const picture = document.createElement('ring-picture');
host.append(picture);
document.body.append(host);
const found = new Set();
let drawings = 0;

const faces =
  '.lit, .shade, .roof, .roof-shade, .chapel-west, .chapel-south, .thatch, .thatch-shade,' +
  ' .plaster, .plaster-shade, .leaf, .leaf-lit';

const drawn = async (view, skin, [width, height]) => {
  host.style.width = width + 'px';
  host.style.height = picture.style.height = height + 'px';
  picture.skin = skin;
  picture.rings = view.rings;
  picture.step = view.step;
  const wanted = `0 0 ${width} ${height}`;
  for (let i = 0; i < 10; i++) {
    await picture.updateComplete;
    const svg = picture.shadowRoot.querySelector(skin === 'plan' ? '.plan' : '.iso');
    if (svg && svg.getAttribute('viewBox') === wanted) return svg;
    await new Promise(requestAnimationFrame);
  }
  throw new Error('no drawing of ' + wanted);
};

/** The part of a convex shape that lies within a rectangle. */
const within = (shape, r) => {
  const cut = (points, inside) =>
    points.flatMap((p, i) => {
      const q = points[(i + 1) % points.length];
      const [a, b] = [inside(p), inside(q)];
      const f = a / (a - b);
      return [
        ...(a >= 0 ? [p] : []),
        ...(a * b < 0 ? [[p[0] + f * (q[0] - p[0]), p[1] + f * (q[1] - p[1])]] : []),
      ];
    });
  const sides = [
    (p) => p[0] - r.left,
    (p) => r.right - p[0],
    (p) => p[1] - r.top,
    (p) => r.bottom - p[1],
  ];
  return sides.reduce(cut, shape);
};
const area = (points) =>
  Math.abs(
    points.reduce((sum, p, i) => {
      const q = points[(i + 1) % points.length];
      return sum + p[0] * q[1] - q[0] * p[1];
    }, 0),
  ) / 2;

/** Roofs, walls, towers and houses as the page has them, and people and crosses as boxes. */
const solids = (svg) => {
  const edge = svg.getBoundingClientRect();
  const built = [...svg.querySelectorAll(faces)].map((face) => ({
    name: face.getAttribute('class'),
    shape: face
      .getAttribute('d')
      .match(/-?[\d.]+ -?[\d.]+/g)
      .map((pair) => pair.split(' ').map(Number))
      .map(([x, y]) => [x + edge.left, y + edge.top]),
  }));
  const people = [...svg.querySelectorAll('.person, .cross')].map((person) => {
    const b = person.getBoundingClientRect();
    return {
      name: person.getAttribute('class'),
      shape: [
        [b.left, b.top],
        [b.right, b.top],
        [b.right, b.bottom],
        [b.left, b.bottom],
      ],
    };
  });
  return [...built, ...people];
};

const lookAtWords = (svg, note) => {
  const edge = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll('text')].map((text) => {
    const box = text.getBoundingClientRect();
    return {
      text: text.textContent.trim(),
      left: box.left + 1,
      right: box.right - 1,
      top: box.top + 3,
      bottom: box.bottom - 3,
    };
  });
  const things = solids(svg);
  words.forEach((a, i) => {
    if (a.left < edge.left || a.right > edge.right || a.top < edge.top || a.bottom > edge.bottom)
      note(`${a.text} is cut`);
    for (const b of words.slice(i + 1))
      if (
        Math.min(a.right, b.right) > Math.max(a.left, b.left) &&
        Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top)
      )
        note(`${a.text} over ${b.text}`);
    const on = things.find(({ shape }) => area(within(shape, a)) > 3);
    if (on) note(`${a.text} on ${on.name}`);
  });
};

const along = (path) =>
  Array.from({ length: Math.ceil(path.getTotalLength() / 2) + 1 }, (_, i) =>
    path.getPointAtLength(2 * i),
  );
const around = ({ x, y }, by) =>
  [
    [-by, 0],
    [by, 0],
    [0, -by],
    [0, by],
  ].map(([dx, dy]) => new DOMPoint(x + dx, y + dy));

/** A way is drawn before what stands in front of it; over a wall it would lead through it. */
const lookAtWays = (svg, note) => {
  for (const way of svg.querySelectorAll('.way')) {
    const points = along(way);
    for (const face of svg.querySelectorAll(faces))
      if (
        face.compareDocumentPosition(way) & Node.DOCUMENT_POSITION_FOLLOWING &&
        points.some((p) => around(p, 1.5).every((q) => face.isPointInFill(q)))
      )
        note(`the way goes over ${face.getAttribute('class')}`);
  }
};

/** In the plan it meets the walls only where they are open. */
const lookAtOpenings = (svg, note) => {
  const edge = svg.getBoundingClientRect();
  const openings = [...svg.querySelectorAll('.gate rect, .door')].map((opening) =>
    opening.getBoundingClientRect(),
  );
  const open = ({ x, y }) =>
    openings.some(
      (o) =>
        x + edge.left >= o.left - 1 &&
        x + edge.left <= o.right + 1 &&
        y + edge.top >= o.top - 1 &&
        y + edge.top <= o.bottom + 1,
    );
  for (const way of svg.querySelectorAll('.crossing'))
    for (const wall of svg.querySelectorAll('.fw'))
      if (along(way).some((p) => wall.isPointInFill(new DOMPoint(p.x, p.y)) && !open(p)))
        note('the way goes through a wall');
};

const look = async (view) => {
  for (const skin of Object.keys(sizes))
    for (const size of sizes[skin]) {
      const svg = await drawn(view, skin, size);
      const note = (what) => found.add(`step ${view.step}, ${skin} ${size[0]}: ${what}`);
      drawings++;
      lookAtWords(svg, note);
      if (skin === 'plan') lookAtOpenings(svg, note);
      else lookAtWays(svg, note);
    }
};
const steps = async () => {
  const { view } = await simulator.request({ do: 'view' });
  for (let step = 0; step <= view.lastStep; step++)
    await look((await simulator.request({ do: 'seek', step })).view);
};
/** The start, every crossing, refusal and halt, and the step behind each. */
const events = async () => {
  await look((await simulator.request({ do: 'seek', step: 0 })).view);
  for (let last = -1, times = 0; times < 8; times++) {
    const { view } = await simulator.request({ do: 'next', kinds: ['crossing', 'fault', 'halt'] });
    if (view.step === last) break;
    last = view.step;
    await look(view);
    const next = await simulator.request({ do: 'step' });
    await look(next.view);
    if (next.view.step > last) await simulator.request({ do: 'back' });
  }
};
/** The timelines of the first lesson's solution: before the gate is opened, after it, one's own. */
const solution = async () => {
  await simulator.request({ do: 'run', stops: [], budget: 120 });
  await steps();
  await simulator.request({ do: 'seek', step: 119 });
  await simulator.request({ do: 'poke', path: 'idt.30.dpl', value: 3 });
  await simulator.request({ do: 'run', stops: [], budget: 1000 });
  await steps();
  const text = 'bits 32\norg 0x20000\n int 0x0D\n';
  await simulator.request({ do: 'load', file: 'wall.asm', text });
  await simulator.request({ do: 'run', stops: [], budget: 1000 });
  await steps();
};
(every ? solution() : events()).then(
  () => done({ drawings, found: [...found] }),
  (failure) => done({ drawings, found: [...found, String(failure)] }),
);
