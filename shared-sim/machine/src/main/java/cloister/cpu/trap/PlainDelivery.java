package cloister.cpu.trap;

import cloister.bus.Memory;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Access;
import cloister.cpu.seg.GateDescriptor;
import cloister.cpu.seg.KnownSegment;
import cloister.cpu.seg.Passage;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.Selector;

/**
 * Repeats deliveries that nobody can notice: through a gate that has let pass before, while all
 * that was checked is the same and all memory is plain. It has no rules of its own; whatever it
 * does not know it leaves to {@link Delivery}, having done nothing but walks that come first there,
 * too.
 */
final class PlainDelivery {
  private static final int VECTORS = 256;

  private final Core core;
  private final Segments segments;
  private final Memory memory;
  private final PlainAccess plain;
  private final PlainStack stack;

  /** By vector, and by whether they were met in ring 3: an interrupt comes from both in turn. */
  private final KnownGate[] gates = new KnownGate[2 * VECTORS];

  PlainDelivery(Core core, PlainAccess plain) {
    this.core = core;
    this.plain = plain;
    segments = core.segments;
    memory = core.memory;
    stack = new PlainStack(core, plain);
  }

  /**
   * Delivers as {@link Delivery#deliver} does, if it can.
   *
   * @param asked by an instruction
   * @param flags as they are to be saved
   */
  boolean delivers(int vector, boolean asked, int errorCode, int returnEip, int flags) {
    KnownGate gate = gates[place(vector, core.cpl)];
    if (gate == null
        || !core.unnoticed()
        || (flags & Eflags.VM) != 0
        || !gate.stands(core, plain, vector, asked)) {
      return false;
    }
    boolean passed =
        gate.stack == null
            ? stays(errorCode, returnEip, flags)
            : goesInwards(gate, errorCode, returnEip, flags);
    if (passed) {
      gate.code.load(segments, Segments.CS);
      core.flags.setSystem(gate.cleared, false);
      core.nextEip = gate.offset;
      core.tally.gates++;
    }
    return passed;
  }

  /** The way of an INT that changes neither the code segment nor the stack, or null. */
  Passage.In passage(int vector) {
    KnownGate gate = gates[place(vector, core.cpl)];
    return gate != null && gate.staysInSegment(core) ? gate.passage(core, vector) : null;
  }

  /** The way from ring 3 to ring 0 in flat segments, or null. */
  Passage.Inwards inwards(int vector, boolean asked) {
    KnownGate gate = gates[place(vector, core.cpl)];
    return gate != null && gate.leadsInwards(core, asked) ? gate.inwards(core, vector) : null;
  }

  private boolean stays(int errorCode, int returnEip, int flags) {
    int bytes = errorCode == Fault.NO_ERROR_CODE ? 12 : 16;
    int frame = stack.room(bytes);
    if (frame < 0) {
      return false;
    }
    write(frame, errorCode, returnEip, flags);
    core.general[Core.ESP] -= bytes;
    return true;
  }

  private boolean goesInwards(KnownGate gate, int errorCode, int returnEip, int flags) {
    if (!gate.taskStands(core)) {
      return false;
    }
    int entry = segments.base[Segments.TR] + gate.stackEntry;
    int pointers = plain.linearToRead(entry, 8, Access.SYSTEM_READ);
    if (pointers < 0 || !gate.stackStands(core, plain, memory.plain32(pointers + 4) & 0xffff)) {
      return false;
    }
    int bytes = errorCode == Fault.NO_ERROR_CODE ? 20 : 24;
    int pointer = memory.plain32(pointers);
    int frame = stack.room(gate.stack, pointer, bytes);
    if (frame < 0) {
      return false;
    }
    write(frame, errorCode, returnEip, flags);
    memory.setPlain32(frame + bytes - 8, core.general[Core.ESP]);
    memory.setPlain32(frame + bytes - 4, segments.selector[Segments.SS]);
    core.setCpl(gate.newCpl);
    gate.stack.load(segments, Segments.SS);
    core.general[Core.ESP] = pointer - bytes;
    return true;
  }

  /** Upwards from the last word that is pushed. */
  private void write(int frame, int errorCode, int returnEip, int flags) {
    int at = frame;
    if (errorCode != Fault.NO_ERROR_CODE) {
      memory.setPlain32(at, errorCode);
      at += 4;
    }
    memory.setPlain32(at, returnEip);
    memory.setPlain32(at + 4, segments.selector[Segments.CS]);
    memory.setPlain32(at + 8, flags);
  }

  /**
   * Remembers a delivery in protected mode that has just passed.
   *
   * @param oldCpl the ring before
   * @param cleared flags that the handler begins without
   * @param inner the stack that was switched to, or null
   */
  void remember(
      int vector,
      boolean asked,
      int oldCpl,
      GateDescriptor gate,
      SegmentDescriptor code,
      int cleared,
      InnerStack inner) {
    boolean known =
        core.unnoticed() && gate.is32Bit() && KnownSegment.canBeKnown(gate.selector(), code);
    if (!known || inner != null && !inner.canBeKnown()) {
      return;
    }
    int selector = Selector.withRpl(gate.selector(), core.cpl);
    KnownSegment target = new KnownSegment(core, oldCpl, selector, code);
    KnownGate passed = new KnownGate(core, asked, gate, target, cleared);
    if (inner != null) {
      passed.leadsTo(inner.known(oldCpl), inner.entry(), core.cpl, segments);
    }
    gates[place(vector, oldCpl)] = passed;
  }

  private static int place(int vector, int cpl) {
    return vector << 1 | (cpl == 3 ? 1 : 0);
  }
}
