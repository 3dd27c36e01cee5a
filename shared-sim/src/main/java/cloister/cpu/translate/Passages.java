package cloister.cpu.translate;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.seg.Passage;
import cloister.event.Exceptions;

/** The ways through gates that a region of ring 0 can go by itself, as they are known now. */
final class Passages {
  /** No distance from the beginning of a page. */
  static final int NOWHERE = -1;

  private final Gates gates;
  private final Tables tables;
  private final int pageEip;

  /**
   * In ring 0 a return may change IF; on a flat stack a frame has no checks but those of its page.
   */
  private final boolean possible;

  private boolean found;

  Passages(Gates gates, Mode mode, Tables tables, int pageEip) {
    this.gates = gates;
    this.tables = tables;
    this.pageEip = pageEip;
    possible = mode.cpl() == 0 && mode.pushes();
  }

  /** The way of an instruction, or null. */
  Passage of(int[] slots, int at) {
    Passage passage =
        switch (Slot.op(slots[at])) {
          case Op.INT -> in(slots, at);
          case Op.IRET -> possible && Slot.operand32(slots[at]) ? gates.passageBack() : null;
          default -> null;
        };
    found |= passage != null;
    return passage;
  }

  /** Behind a delivery of the debug exception more is to be done. */
  private Passage.In in(int[] slots, int at) {
    int vector = slots[at + Slot.IMMEDIATE];
    return possible && vector != Exceptions.DB ? gates.passage(vector) : null;
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
