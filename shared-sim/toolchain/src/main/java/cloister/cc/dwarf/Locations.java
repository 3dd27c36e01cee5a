package cloister.cc.dwarf;

import cloister.cc.assemble.Assembled.Place;
import cloister.cc.code.Debug.Location;
import cloister.cc.code.Debug.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where variables are (DWARF 4, 2.6), with the lists of {@code .debug_loc}. */
final class Locations {
  /** EBP's distance from the frame's canonical address, which its offsets are turned into. */
  private static final int BASE_TO_FRAME = -8;

  private final Labels labels;
  private final Stretches lists = new Stretches();

  Locations(Labels labels) {
    this.labels = labels;
  }

  SectionBytes lists() {
    return lists.out;
  }

  /** A static object's place. */
  static Value at(Place place) {
    SectionBytes out = new SectionBytes();
    out.octet(Dwarf.OP_ADDR);
    out.address(place);
    return new Value.Expression(out);
  }

  /** What a function's variables in the frame count from. */
  static Value frameBase() {
    SectionBytes out = new SectionBytes();
    out.octet(Dwarf.OP_CALL_FRAME_CFA);
    return new Value.Expression(out);
  }

  /**
   * Where a variable is; nothing for one that is nowhere.
   *
   * @param start of the function
   */
  Optional<Value> of(List<Location> places, Place start) {
    if (places.isEmpty()) {
      return Optional.empty();
    }
    List<Location> parts = new ArrayList<>(places);
    parts.removeIf(place -> place.fromLabel().isEmpty());
    if (parts.isEmpty()) {
      return Optional.of(new Value.Expression(expression(places.getFirst().where())));
    }
    // Where two overlap, what began later is newer, and the first that fits counts.
    parts.sort(Comparator.comparingInt(place -> -labels.place(place.fromLabel()).offset()));
    int list = lists.begin(start);
    for (Location place : parts) {
      int from = labels.place(place.fromLabel()).offset() - start.offset();
      int to = labels.place(place.toLabel()).offset() - start.offset();
      if (from < to) {
        lists.add(from, to, expression(place.where()));
      }
    }
    lists.end();
    return Optional.of(new Value.Offset(DebugSection.LOC, list));
  }

  private static SectionBytes expression(Where where) {
    SectionBytes out = new SectionBytes();
    switch (where) {
      case Where.InRegister(int number) -> out.octet(Dwarf.OP_REG0 + number);
      case Where.InPair(int low, int high) -> {
        piece(out, low);
        piece(out, high);
      }
      case Where.FromBase(int offset) -> frame(out, offset + BASE_TO_FRAME);
      case Where.FromFrame(int offset) -> frame(out, offset);
    }
    return out;
  }

  /** One word of a composite (2.6.1.2). */
  private static void piece(SectionBytes out, int register) {
    out.octet(Dwarf.OP_REG0 + register);
    out.octet(Dwarf.OP_PIECE);
    out.unsigned(4);
  }

  private static void frame(SectionBytes out, int offset) {
    out.octet(Dwarf.OP_FBREG);
    out.signed(offset);
  }
}
