import { expect, it } from 'vitest';
import { Projection } from '../../main/site/picture/monastery/projection';

it('is seen from the south-west: east is right and back, south is right and front', () => {
  const p = new Projection(1, { x: 0, y: 0 });
  expect(p.point(10, 0).x).toBeCloseTo(p.point(0, 10).x);
  expect(p.point(10, 0).y).toBeLessThan(0);
  expect(p.point(0, 10).y).toBeGreaterThan(0);
  expect(p.point(0, 0, 10).y).toBe(-10);
});

it('fits what is to be seen into the frame', () => {
  const solids = [
    { x: 0, y: 0, z: 0 },
    { x: 100, y: 0, z: 40 },
    { x: 100, y: 100, z: 0 },
    { x: 0, y: 100, z: 0 },
  ];
  const p = Projection.fit(solids, { x: 10, y: 20, w: 300, h: 100 });
  for (const s of solids) {
    const at = p.point(s.x, s.y, s.z);
    expect(at.x).toBeGreaterThanOrEqual(9.99);
    expect(at.x).toBeLessThanOrEqual(310.01);
    expect(at.y).toBeGreaterThanOrEqual(19.99);
    expect(at.y).toBeLessThanOrEqual(120.01);
  }
});
