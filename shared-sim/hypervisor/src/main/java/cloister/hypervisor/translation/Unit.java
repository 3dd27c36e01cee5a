package cloister.hypervisor.translation;

import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A translation unit: some instructions of a guest in a row, and what they became (Adams and Agesen
 * 2006, 3.2).
 */
final class Unit {
  private final int start;
  private final int end;
  private final byte[] source;
  private final List<Point> points;
  private final List<Exit> exits;
  private final List<Mark> marks;
  private int entered;
  private boolean dropped;

  /** Another translation of the same instructions is in its place, and it may come back. */
  private boolean aside;

  /**
   * What the processor does at an offset of the cache.
   *
   * @param bits of {@link TranslationCache}
   */
  record Mark(int offset, int bits) {}

  /**
   * @param start offset of the first instruction in the cache
   * @param end offset behind the last one
   * @param source the guest's bytes
   */
  Unit(int start, int end, byte[] source, List<Point> points, List<Exit> exits, List<Mark> marks) {
    this.start = start;
    this.end = end;
    this.source = source;
    this.points = points;
    this.exits = exits;
    this.marks = marks;
  }

  /** How many instructions a translation does: all but one that somebody else has to do. */
  static int instructions(List<Point> points) {
    int count = 0;
    for (Point point : points) {
      count += point.isDone() ? 1 : 0;
    }
    return count;
  }

  /** How many of them are done behind an offset, or have begun there. */
  int from(int offset) {
    int count = 0;
    for (int i = 0; i < points.size(); i++) {
      boolean over = i + 1 < points.size() && points.get(i + 1).offset() <= offset;
      count += points.get(i).isDone() && !over ? 1 : 0;
    }
    return count;
  }

  /** The guest's address of its first instruction. */
  int eip() {
    return points.getFirst().eip();
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  byte[] source() {
    return source;
  }

  List<Point> points() {
    return points;
  }

  List<Exit> exits() {
    return exits;
  }

  List<Mark> marks() {
    return marks;
  }

  int entered() {
    return entered;
  }

  void enter() {
    entered++;
  }

  /** True when the guest's bytes are others by now: nothing leads here any more. */
  boolean isDropped() {
    return dropped;
  }

  void drop() {
    dropped = true;
  }

  boolean isAside() {
    return aside;
  }

  void aside(boolean now) {
    aside = now;
  }

  /** True when something leads here, or could. */
  boolean isInUse() {
    return !dropped && !aside;
  }

  /** True when a byte of the guest's at this address belongs to one of its instructions. */
  boolean covers(int address) {
    return address - eip() >= 0 && address - eip() < source.length;
  }

  /** True when exactly those of its instructions are left to the hypervisor that shall be. */
  boolean suits(IntPredicate simulated) {
    for (Point point : points) {
      boolean copied = point.is(Kind.IDENTICAL);
      if ((copied || point.is(Kind.SIMULATED)) && copied == simulated.test(point.eip())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Offset of an instruction of the guest's; -1 when it is not here.
   *
   * @param simulated it is not here either when it is copied
   */
  int offsetOf(int eip, boolean simulated) {
    int found = -1;
    for (Point point : points) {
      boolean there = point.eip() == eip && point.kind() != Point.WAY_OUT;
      if (there && !(simulated && point.is(Kind.IDENTICAL))) {
        found = point.offset();
      }
    }
    return found;
  }

  /** The last point at or before an offset. */
  Point pointAt(int offset) {
    Point found = points.getFirst();
    for (Point point : points) {
      if (point.offset() <= offset) {
        found = point;
      }
    }
    return found;
  }

  void save(StateWriter out) {
    out.writeInt(start);
    out.writeInt(end);
    out.writeBytes(source);
    out.writeInt(points.size());
    points.forEach(point -> point.save(out));
    out.writeInt(exits.size());
    exits.forEach(exit -> exit.save(out));
    out.writeInt(marks.size());
    for (Mark mark : marks) {
      out.writeInt(mark.offset());
      out.writeInt(mark.bits());
    }
    out.writeInt(entered);
    out.writeBoolean(dropped);
    out.writeBoolean(aside);
  }

  static Unit load(StateReader in) {
    int start = in.readInt();
    int end = in.readInt();
    byte[] source = in.readBytes();
    List<Point> points = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      points.add(Point.load(in));
    }
    List<Exit> exits = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      exits.add(Exit.load(in));
    }
    List<Mark> marks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      marks.add(new Mark(in.readInt(), in.readInt()));
    }
    Unit unit = new Unit(start, end, source, points, exits, marks);
    unit.entered = in.readInt();
    unit.dropped = in.readBoolean();
    unit.aside = in.readBoolean();
    return unit;
  }
}
