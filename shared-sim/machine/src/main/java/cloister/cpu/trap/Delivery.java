package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.GateDescriptor;
import cloister.cpu.seg.Passage;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.Source;
import cloister.event.Event.Transfer;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;
import cloister.event.Witness;

/** Enters the handler of an exception or interrupt (SDM 3, 7.12; SDM 2, INT n). */
public final class Delivery {
  private static final int FLAGS_CLEARED = Eflags.TF | Eflags.NT | Eflags.RF | Eflags.VM;

  /** In the order in which an interrupt from virtual-8086 mode saves them. */
  private static final int[] VIRTUAL_SEGMENTS = {
    Segments.GS, Segments.FS, Segments.DS, Segments.ES
  };

  private static final String ERROR_CODE = "error code";

  private final Core core;
  private final DataPath data;
  private final LinearMemory memory;
  private final DescriptorTables tables;
  private final SegmentLoader loader;
  private final TaskSwitch taskSwitch;
  private final PlainDelivery plain;

  public Delivery(
      Core core,
      DataPath data,
      LinearMemory memory,
      DescriptorTables tables,
      SegmentLoader loader,
      TaskSwitch taskSwitch,
      PlainAccess access) {
    this.core = core;
    this.data = data;
    this.memory = memory;
    this.tables = tables;
    this.loader = loader;
    this.taskSwitch = taskSwitch;
    plain = new PlainDelivery(core, access);
  }

  /**
   * Saves where the program was and goes to the handler; {@code nextEip} is the handler afterwards.
   *
   * @param errorCode {@link Fault#NO_ERROR_CODE} when nothing is to be pushed
   * @param returnEip what the handler will return to
   */
  public void deliver(int vector, Source source, int errorCode, int returnEip) {
    boolean asked = source == Source.SOFTWARE;
    core.witness.begins(asked ? Witness.INSTRUCTION : vector, errorCode);
    if (core.nonRoot) {
      core.virtualization.delivers(vector, source == Source.EXTERNAL, asked, errorCode);
    }
    if (core.protectedMode()) {
      int flags = savedFlags(vector, source);
      if (plain.delivers(vector, asked, errorCode, returnEip, flags)) {
        core.faults.end();
      } else {
        deliverProtected(vector, source, errorCode, returnEip, flags);
      }
    } else {
      deliverReal(vector, source, returnEip);
    }
    if (vector == Exceptions.DB) {
      core.debug.clearGeneralDetect();
    }
    core.halted = false;
    core.noSingleStep = true;
    core.virtualization.delivered();
  }

  /**
   * Delivers as {@link #deliver} does, if the way has been gone before and nobody can notice.
   *
   * @param vector not of the debug exception
   * @return false when nothing was done but walks that come first on the way with the checks
   */
  public boolean repeats(int vector, Source source, int errorCode, int returnEip) {
    boolean asked = source == Source.SOFTWARE;
    if (core.usesParagraphs()
        || !plain.delivers(vector, asked, errorCode, returnEip, savedFlags(vector, source))) {
      return false;
    }
    core.faults.end();
    core.noSingleStep = true;
    return true;
  }

  /** The way of an INT that stays in the segment, if {@link #repeats} knows it; else null. */
  public Passage.In passage(int vector) {
    return core.usesParagraphs() ? null : plain.passage(vector);
  }

  /** The way from ring 3 to ring 0 in flat segments, if {@link #repeats} knows it; else null. */
  public Passage.Inwards inwards(int vector, Source source) {
    return core.usesParagraphs() ? null : plain.inwards(vector, source == Source.SOFTWARE);
  }

  private void deliverReal(int vector, Source source, int returnEip) {
    int limit = core.idtLimit;
    boolean within = !Bits.below(limit, vector * 4 + 3);
    core.require(within, Exceptions.GP, 0, Rule.VECTOR_LIMIT, vector, limit, 0);
    int address = core.idtBase + vector * 4;
    int entry = memory.readSystem32(address);
    core.witness.moved("CS:IP", false, address, 4, entry);
    int pointer = core.stackPointer();
    data.checkWrite(Segments.SS, pointer - 6 & core.stackMask(), 2);
    push(2, core.flags.eflags(), returnEip);
    core.setEflags(core.flags.eflags() & ~(Eflags.IF | Eflags.TF | Eflags.AC | Eflags.RF));
    core.segments.setReal(Segments.CS, entry >>> 16);
    core.nextEip = entry & 0xffff;
    report(vector, source, Fault.NO_ERROR_CODE);
  }

  private void deliverProtected(
      int vector, Source source, int errorCode, int returnEip, int flags) {
    boolean asked = source == Source.SOFTWARE;
    int external = asked ? 0 : 1;
    GateDescriptor gate = gate(vector, source, external);
    if (gate.isTaskGate()) {
      reportGate(Transfer.TASK_GATE, vector, gate);
      taskSwitch.interrupt(gate.selector(), external, returnEip, flags, errorCode);
      report(vector, source, errorCode);
      return;
    }
    SegmentDescriptor code = target(gate, external);
    boolean inwards = !code.isConforming() && code.dpl() < core.cpl;
    Transfer by = gate.isInterruptGate() ? Transfer.INTERRUPT_GATE : Transfer.TRAP_GATE;
    int oldCpl = core.cpl;
    boolean within = !Bits.below(code.limit(), gate.offset());
    require(within, external, Rule.CODE_LIMIT, gate.offset(), code.limit());
    boolean virtual = core.virtual8086();
    if (virtual) {
      int selector = gate.selector();
      int refused = Selector.errorCode(selector) | external;
      boolean innermost = !code.isConforming() && code.dpl() == 0;
      require(innermost, refused, Rule.VIRTUAL_MODE_TARGET, selector, code.dpl());
    }
    InnerStack inner = null;
    if (inwards) {
      inner = pushInwards(vector, gate, code, by, errorCode, returnEip, flags, external);
    } else {
      pushHere(vector, gate, code, by, errorCode, returnEip, flags, external);
    }
    loader.loadUnchecked(Segments.CS, Selector.withRpl(gate.selector(), core.cpl), code);
    int cleared = gate.isInterruptGate() ? FLAGS_CLEARED | Eflags.IF : FLAGS_CLEARED;
    core.setEflags(core.flags.eflags() & ~cleared);
    core.nextEip = gate.offset();
    report(vector, source, errorCode);
    if (core.tracing(Families.TRANSFERS)) {
      tellCrossing(oldCpl, by, source, vector, virtual);
    }
    if (!virtual) {
      plain.remember(vector, asked, oldCpl, gate, code, cleared, inner);
    }
  }

  private void tellCrossing(int oldCpl, Transfer by, Source source, int vector, boolean virtual) {
    if (virtual) {
      int selector = core.segments.selector[Segments.CS];
      core.emit(new Event.VirtualModeChanged(false, selector, core.nextEip));
    }
    if (oldCpl != core.cpl) {
      core.emit(new Event.RingCrossed(oldCpl, core.cpl, by));
      if (source == Source.SOFTWARE) {
        core.emit(new Event.InnerRingCalled(vector, core.general[Core.EAX]));
      }
    }
  }

  private InnerStack pushInwards(
      int vector,
      GateDescriptor gate,
      SegmentDescriptor code,
      Transfer by,
      int errorCode,
      int returnEip,
      int flags,
      int external) {
    int bytes = gate.is32Bit() ? 4 : 2;
    boolean hasCode = errorCode != Fault.NO_ERROR_CODE;
    boolean virtual = core.virtual8086();
    int words = 5 + (hasCode ? 1 : 0) + (virtual ? VIRTUAL_SEGMENTS.length : 0);
    InnerStack inner = InnerStack.of(core, memory, loader, code.dpl(), external);
    inner.requireRoom(words, bytes);
    loader.touch(gate.selector(), code);
    reportGate(by, vector, gate);
    if (virtual) {
      for (int register : VIRTUAL_SEGMENTS) {
        inner.push(Segments.NAMES[register], bytes, core.segments.selector[register]);
      }
    }
    inner.push("SS", bytes, core.segments.selector[Segments.SS]);
    inner.push("ESP", bytes, core.general[Core.ESP]);
    inner.push("EFLAGS", bytes, flags);
    inner.push("CS", bytes, core.segments.selector[Segments.CS]);
    inner.push("EIP", bytes, returnEip);
    if (hasCode) {
      inner.push(ERROR_CODE, bytes, errorCode);
    }
    core.setCpl(code.dpl());
    inner.commit(loader);
    if (virtual) {
      for (int register : VIRTUAL_SEGMENTS) {
        core.segments.setNull(register, 0);
      }
    }
    return inner;
  }

  private void pushHere(
      int vector,
      GateDescriptor gate,
      SegmentDescriptor code,
      Transfer by,
      int errorCode,
      int returnEip,
      int flags,
      int external) {
    int bytes = gate.is32Bit() ? 4 : 2;
    boolean hasCode = errorCode != Fault.NO_ERROR_CODE;
    requireRoom(hasCode ? 4 : 3, bytes, external);
    loader.touch(gate.selector(), code);
    reportGate(by, vector, gate);
    push(bytes, flags, returnEip);
    if (hasCode) {
      data.push(ERROR_CODE, bytes, errorCode);
    }
  }

  private void push(int bytes, int flags, int returnEip) {
    data.push("EFLAGS", bytes, flags);
    data.push("CS", bytes, core.segments.selector[Segments.CS]);
    data.push("EIP", bytes, returnEip);
  }

  /** A fault saves RF set, so that its instruction can start again (SDM 3, 19.3.1.1). */
  private int savedFlags(int vector, Source source) {
    boolean fault = source == Source.EXCEPTION && vector != Exceptions.DB;
    return core.flags.eflags() | (fault ? Eflags.RF : 0);
  }

  private GateDescriptor gate(int vector, Source source, int external) {
    int errorCode = vector * 8 + 2 | external;
    boolean within = !Bits.below(core.idtLimit, vector * 8 + 7);
    require(within, errorCode, Rule.VECTOR_LIMIT, vector, core.idtLimit);
    int address = core.idtBase + vector * 8;
    GateDescriptor gate =
        new GateDescriptor(memory.readSystem32(address), memory.readSystem32(address + 4));
    core.witness.descriptor("IDT", address, gate.low(), gate.high());
    boolean usable = gate.isInterruptGate() || gate.isTrapGate() || gate.isTaskGate();
    require(usable, errorCode, Rule.GATE_TYPE, vector, gate.type());
    if (source == Source.SOFTWARE) {
      boolean open = core.cpl <= gate.dpl();
      require(open, errorCode, Rule.GATE_DPL_FOR_INTERRUPT, core.cpl, gate.dpl());
    }
    core.require(gate.present(), Exceptions.NP, errorCode, Rule.GATE_NOT_PRESENT, vector, 0, 0);
    return gate;
  }

  private SegmentDescriptor target(GateDescriptor gate, int external) {
    int selector = gate.selector();
    require(!Selector.isNull(selector), external, Rule.NULL_SELECTOR, selector, 0);
    SegmentDescriptor code = tables.read(selector, Exceptions.GP, external);
    int errorCode = Selector.errorCode(selector) | external;
    require(code.isCode(), errorCode, Rule.DESCRIPTOR_TYPE, selector, code.type());
    boolean inwards = code.dpl() <= core.cpl;
    require(inwards, errorCode, Rule.INTERRUPT_TARGET_DPL, core.cpl, code.dpl());
    core.require(code.present(), Exceptions.NP, errorCode, Rule.NOT_PRESENT, selector, 0, 0);
    return code;
  }

  private void require(boolean passed, int errorCode, Rule rule, int first, int second) {
    core.require(passed, Exceptions.GP, errorCode, rule, first, second, 0);
  }

  /** The frame must fit on the stack before the first push. */
  private void requireRoom(int pushes, int bytes, int external) {
    int mask = core.stackMask();
    int pointer = core.stackPointer();
    try {
      for (int pushed = 1; pushed <= pushes; pushed++) {
        data.checkSegmentForWrite(Segments.SS, pointer - pushed * bytes & mask, bytes);
      }
    } catch (Fault fault) {
      throw core.fault(
          Exceptions.SS, external, fault.rule(), fault.first(), fault.second(), fault.third());
    }
    core.witness.checked(
        Rule.SEGMENT_LIMIT,
        pointer - pushes * bytes & mask,
        pushes * bytes,
        core.segments.limit[Segments.SS],
        true);
    data.checkPushes(pushes, bytes);
  }

  private void reportGate(Transfer by, int vector, GateDescriptor gate) {
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(
          new Event.GatePassed(
              by, vector, gate.dpl(), core.cpl, 0, gate.selector(), gate.offset()));
    }
  }

  private void report(int vector, Source source, int errorCode) {
    if (!core.faultPending()) {
      core.faults.end();
    }
    if (core.tracing(Families.TRANSFERS)) {
      int selector = core.segments.selector[Segments.CS];
      core.emit(new Event.Delivered(vector, source, errorCode, selector, core.nextEip));
    }
  }
}
