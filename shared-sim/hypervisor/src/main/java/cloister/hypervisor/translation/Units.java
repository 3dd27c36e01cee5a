package cloister.hypervisor.translation;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The units of a cache, each at a higher offset than the one before. */
final class Units implements Iterable<Unit>, Saveable {
  private final List<Unit> units = new ArrayList<>();

  @Override
  public Iterator<Unit> iterator() {
    return units.iterator();
  }

  boolean isEmpty() {
    return units.isEmpty();
  }

  void add(Unit unit) {
    units.add(unit);
  }

  void clear() {
    units.clear();
  }

  /** The unit in which an offset lies, dropped or not. */
  Optional<Unit> at(int offset) {
    int low = 0;
    int high = units.size() - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      Unit unit = units.get(middle);
      if (offset < unit.start()) {
        high = middle - 1;
      } else if (offset >= unit.end()) {
        low = middle + 1;
      } else {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** The unit in use whose first instruction is at an address of the guest's. */
  Optional<Unit> from(int eip) {
    for (Unit unit : units) {
      if (unit.eip() == eip && unit.isInUse()) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** Offset of the translation of an address in a unit in use; -1 for none. */
  int inside(int eip, IntPredicate simulated) {
    for (Unit unit : units) {
      int offset = unit.isInUse() ? unit.offsetOf(eip, simulated.test(eip)) : -1;
      if (offset >= 0) {
        return offset;
      }
    }
    return -1;
  }

  /** One of the same instructions that was put aside, and suits now. */
  Optional<Unit> suitable(int eip, IntPredicate simulated) {
    for (Unit unit : units) {
      boolean waits = unit.isAside() && !unit.isDropped() && unit.eip() == eip;
      if (waits && unit.suits(simulated)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** The instruction at an offset, if it is translated in that way by a unit in use. */
  Optional<Point> point(int offset, Kind kind) {
    return at(offset)
        .filter(Unit::isInUse)
        .map(unit -> unit.pointAt(offset))
        .filter(point -> point.offset() == offset && point.is(kind));
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(units.size());
    units.forEach(unit -> unit.save(out));
  }

  @Override
  public void load(StateReader in) {
    units.clear();
    for (int left = in.readInt(); left > 0; left--) {
      units.add(Unit.load(in));
    }
  }
}
