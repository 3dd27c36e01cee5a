import type { Point, Rect } from '../ground';

export interface Solid {
  x: number;
  y: number;
  z: number;
}

/** Seen from the south-west, so that west and south walls face us. */
export class Projection {
  constructor(
    readonly scale: number,
    readonly origin: Point,
  ) {}

  point(x: number, y: number, z = 0): Point {
    return {
      x: this.origin.x + (x + y) * cos30 * this.scale,
      y: this.origin.y + (y - x) * 0.5 * this.scale - z * this.scale,
    };
  }

  floor(r: Rect, z = 0): Point[] {
    return [
      this.point(r.x, r.y, z),
      this.point(r.x + r.w, r.y, z),
      this.point(r.x + r.w, r.y + r.h, z),
      this.point(r.x, r.y + r.h, z),
    ];
  }

  /** The largest picture of these solids that fits into the frame. */
  static fit(solids: Solid[], frame: Rect): Projection {
    const unit = new Projection(1, { x: 0, y: 0 });
    const points = solids.map((s) => unit.point(s.x, s.y, s.z));
    const xs = points.map((p) => p.x),
      ys = points.map((p) => p.y);
    const left = Math.min(...xs),
      top = Math.min(...ys),
      w = Math.max(...xs) - left,
      h = Math.max(...ys) - top;
    const scale = Math.min(frame.w / w, frame.h / h);
    return new Projection(scale, {
      x: frame.x + (frame.w - w * scale) / 2 - left * scale,
      y: frame.y + (frame.h - h * scale) / 2 - top * scale,
    });
  }
}

const cos30 = Math.cos(Math.PI / 6);
