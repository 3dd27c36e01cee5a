package cloister.cpu.trap;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.Selector;
import cloister.event.Exceptions;
import cloister.event.Rule;

/** Loads the segment registers that a task begins with (SDM 3, 8.3, table 8-1). */
final class TaskSegments {
  private static final int[] DATA = {Segments.DS, Segments.ES, Segments.FS, Segments.GS};

  private final Core core;
  private final Segments segments;
  private final DescriptorTables tables;
  private int external;

  TaskSegments(Core core, DescriptorTables tables) {
    this.core = core;
    segments = core.segments;
    this.tables = tables;
  }

  /** Sets CPL and all selectors; a register that is not loaded afterwards cannot be used. */
  void name(int[] state) {
    for (int register = 0; register < Segments.LDTR; register++) {
      segments.setNull(register, state[TaskImage.SELECTORS + register]);
    }
    segments.setNull(Segments.LDTR, state[TaskImage.LDT]);
    core.setCpl(virtual() ? 3 : Selector.rpl(state[TaskImage.SELECTORS + Segments.CS]));
  }

  private boolean virtual() {
    return (core.flags.system() & Eflags.VM) != 0;
  }

  /** Loads the registers that were named. */
  void load(int[] state, int externalBit) {
    external = externalBit;
    loadLocalTable(state[TaskImage.LDT]);
    if (virtual()) {
      for (int register = 0; register < Segments.LDTR; register++) {
        segments.setVirtual(register, state[TaskImage.SELECTORS + register]);
      }
      return;
    }
    loadStack(segments.selector[Segments.SS]);
    for (int register : DATA) {
      loadData(register, segments.selector[register]);
    }
    loadCode(segments.selector[Segments.CS]);
  }

  private void loadLocalTable(int selector) {
    if (Selector.isNull(selector)) {
      return;
    }
    if (Selector.inLocalTable(selector)) {
      throw refuse(selector, 0);
    }
    SegmentDescriptor table = tables.read(selector, Exceptions.TS, external);
    if (!table.isLocalTable() || !table.present()) {
      throw refuse(selector, table.dpl());
    }
    segments.set(Segments.LDTR, selector, table.base(), table.limit(), table.rights());
  }

  private void loadStack(int selector) {
    SegmentDescriptor stack = descriptor(selector);
    if (!stack.isWritableData()) {
      throw refuse(selector, stack.dpl());
    }
    requirePresent(selector, stack, Exceptions.SS, Rule.STACK_NOT_PRESENT);
    if (stack.dpl() != core.cpl || Selector.rpl(selector) != core.cpl) {
      throw refuse(selector, stack.dpl());
    }
    set(Segments.SS, selector, stack);
  }

  private void loadData(int register, int selector) {
    if (Selector.isNull(selector)) {
      return;
    }
    SegmentDescriptor segment = descriptor(selector);
    int needed = Math.max(core.cpl, Selector.rpl(selector));
    boolean seen = segment.isConforming() || needed <= segment.dpl();
    if (!segment.isReadable() || !seen) {
      throw refuse(selector, segment.dpl());
    }
    requirePresent(selector, segment, Exceptions.NP, Rule.NOT_PRESENT);
    set(register, selector, segment);
  }

  private void loadCode(int selector) {
    SegmentDescriptor code = descriptor(selector);
    boolean fits = code.isConforming() ? code.dpl() <= core.cpl : code.dpl() == core.cpl;
    if (!code.isCode() || !fits) {
      throw refuse(selector, code.dpl());
    }
    requirePresent(selector, code, Exceptions.NP, Rule.NOT_PRESENT);
    set(Segments.CS, selector, code);
  }

  private SegmentDescriptor descriptor(int selector) {
    if (Selector.isNull(selector)) {
      throw refuse(selector, 0);
    }
    return tables.read(selector, Exceptions.TS, external);
  }

  private void set(int register, int selector, SegmentDescriptor descriptor) {
    core.witness.checked(Rule.TASK_SEGMENT, selector, core.cpl, descriptor.dpl(), true);
    SegmentDescriptor accessed = tables.markAccessed(selector, descriptor);
    segments.set(register, selector, accessed.base(), accessed.limit(), accessed.rights());
  }

  private void requirePresent(int selector, SegmentDescriptor segment, int vector, Rule rule) {
    if (!segment.present()) {
      int errorCode = Selector.errorCode(selector) | external;
      throw core.fault(vector, errorCode, rule, selector, 0, 0);
    }
  }

  private RuntimeException refuse(int selector, int dpl) {
    int errorCode = Selector.errorCode(selector) | external;
    return core.fault(Exceptions.TS, errorCode, Rule.TASK_SEGMENT, selector, core.cpl, dpl);
  }
}
