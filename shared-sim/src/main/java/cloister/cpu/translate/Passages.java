package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.seg.Passage;
import cloister.event.Exceptions;

/** The ways through gates that a region of ring 0 can go by itself, as they are known now. */
final class Passages {
  /** No distance from the beginning of a page. */
  static final int NOWHERE = -1;

  private final Core core;
  private final Gates gates;
  private final int pageEip;
  private boolean found;

  Passages(Core core, Gates gates, int pageEip) {
    this.core = core;
    this.gates = gates;
    this.pageEip = pageEip;
  }

  /** The way of an instruction, or null. */
  Passage of(int[] slots, int at) {
    Passage passage = core.cpl == 0 ? known(slots, at) : null;
    found |= passage != null;
    return passage;
  }

  private Passage known(int[] slots, int at) {
    int op = Slot.op(slots[at]);
    int vector = slots[at + Slot.IMMEDIATE];
    if (op == Op.INT && vector != Exceptions.DB) {
      return gates.passage(vector);
    }
    return op == Op.IRET && Slot.operand32(slots[at]) ? gates.passageBack() : null;
  }

  /** What those that were found take for granted, or null; after all of them were asked for. */
  Tables tables() {
    return found ? Tables.of(core) : null;
  }

  /** Where an INT leads, as a distance from the beginning of the page, or {@link #NOWHERE}. */
  int target(int[] slots, int at) {
    Passage passage = Slot.op(slots[at]) == Op.INT ? of(slots, at) : null;
    return passage == null ? NOWHERE : passage.offset() - pageEip;
  }

  /** The code segment's selector, which a gate saves. */
  int selector() {
    return core.segments.selector[Segments.CS];
  }

  int pageEip() {
    return pageEip;
  }
}
