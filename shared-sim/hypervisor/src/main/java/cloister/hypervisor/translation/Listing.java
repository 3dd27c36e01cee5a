package cloister.hypervisor.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A unit as it is shown.
 *
 * @param eip of the guest's first instruction
 * @param start offset in the cache
 * @param entered how often the processor has come to it
 * @param aside another translation of the same instructions is in its place
 * @param leadsTo the guest's addresses that it goes on at without the hypervisor
 * @param rows its instructions, and at the end its ways out
 */
public record Listing(
    int eip, int start, int entered, boolean aside, List<Integer> leadsTo, List<Row> rows) {
  public Listing {
    leadsTo = List.copyOf(leadsTo);
    rows = List.copyOf(rows);
  }

  /**
   * An instruction of the guest, and what it became.
   *
   * @param kind how it was translated; {@code way-out} for what belongs to no instruction
   * @param eip of the guest's instruction, or where the way out leads
   * @param offset in the cache of the first instruction of the translation
   * @param end offset behind the last one
   * @param refusals how often it was refused of late, or would have been without its call-out
   */
  public record Row(String kind, int eip, int offset, int end, int refusals) {}

  /**
   * @param refusals of the instruction at an address
   */
  static Listing of(Unit unit, IntUnaryOperator refusals) {
    List<Row> rows = new ArrayList<>();
    List<Point> points = unit.points();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      int end = i + 1 < points.size() ? points.get(i + 1).offset() : unit.end();
      boolean out = point.kind() == Point.WAY_OUT;
      String kind = out ? "way-out" : Kind.values()[point.kind()].id();
      boolean counted = point.is(Kind.IDENTICAL) || point.is(Kind.SIMULATED);
      int refused = counted ? refusals.applyAsInt(point.eip()) : 0;
      rows.add(new Row(kind, point.eip(), point.offset(), end, refused));
    }
    List<Integer> leadsTo = new ArrayList<>();
    for (Exit exit : unit.exits()) {
      if (exit.isChained()) {
        leadsTo.add(exit.eip());
      }
    }
    return new Listing(unit.eip(), unit.start(), unit.entered(), unit.isAside(), leadsTo, rows);
  }
}
