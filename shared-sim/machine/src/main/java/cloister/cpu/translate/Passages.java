package cloister.cpu.translate;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.seg.Passage;
import cloister.event.Exceptions;
import java.util.ArrayList;
import java.util.List;

/** The ways through gates that a region can go by itself, as they are known now. */
final class Passages {
  /** No distance from the beginning of a page. */
  static final int NOWHERE = -1;

  private final Gates gates;
  private final Tables tables;
  private final int pageEip;

  /** Where those between rings lead. */
  private final List<LookupCache> lookups = new ArrayList<>();

  /**
   * In ring 0 a return may change IF; on a flat stack a frame has no checks but those of its page.
   */
  private final boolean fromRing0;

  private final boolean fromRing3;

  /** That of a page fault, or null. */
  private final Passage.Inwards ofFault;

  private boolean found;

  Passages(Gates gates, Mode mode, Tables tables, int pageEip) {
    this.gates = gates;
    this.tables = tables;
    this.pageEip = pageEip;
    fromRing0 = mode.cpl() == 0 && mode.pushes();
    fromRing3 = mode.cpl() == 3;
    ofFault = fromRing3 && mode.paging() ? gates.inwardsByException(Exceptions.PF) : null;
    found = ofFault != null;
  }

  /** The ways of an instruction, in the order in which they are tried; perhaps none. */
  List<Passage> of(int[] slots, int at) {
    List<Passage> ways = new ArrayList<>();
    switch (Slot.op(slots[at])) {
      case Op.INT -> {
        add(ways, in(slots, at));
        add(ways, inwards(slots, at));
      }
      case Op.IRET -> {
        boolean possible = fromRing0 && Slot.operand32(slots[at]);
        add(ways, possible ? gates.passageBack() : null);
        add(ways, possible ? gates.outwards() : null);
      }
      default -> {}
    }
    found |= !ways.isEmpty();
    return ways;
  }

  private static void add(List<Passage> ways, Passage way) {
    if (way != null) {
      ways.add(way);
    }
  }

  private Passage.In in(int[] slots, int at) {
    int vector = vector(slots, at);
    return fromRing0 && isPossible(vector) ? gates.passage(vector) : null;
  }

  private Passage.Inwards inwards(int[] slots, int at) {
    int vector = vector(slots, at);
    return fromRing3 && isPossible(vector) ? gates.inwards(vector) : null;
  }

  private static int vector(int[] slots, int at) {
    return slots[at + Slot.IMMEDIATE];
  }

  /** Behind a delivery of the debug exception more is to be done. */
  private static boolean isPossible(int vector) {
    return vector != Exceptions.DB;
  }

  /** The way of a page fault, or null. */
  Passage.Inwards ofFault() {
    return ofFault;
  }

  /** The number, from 1 on, by which who runs regions knows a way between rings. */
  int lookup(Passage.BetweenRings way) {
    lookups.add(new LookupCache(way));
    return lookups.size();
  }

  /** What has a number, in order. */
  LookupCache[] lookups() {
    return lookups.toArray(LookupCache[]::new);
  }

  /** Where an INT leads, as a distance from the beginning of the page, or {@link #NOWHERE}. */
  int target(int[] slots, int at) {
    Passage.In passage = Slot.op(slots[at]) == Op.INT ? in(slots, at) : null;
    return passage == null ? NOWHERE : passage.offset() - pageEip;
  }

  /** What those that were found take for granted, or null; after all of them were asked for. */
  Tables tables() {
    return found ? tables : null;
  }

  /** The code segment's selector, which a gate saves. */
  int selector() {
    return tables.selector();
  }

  int pageEip() {
    return pageEip;
  }
}
