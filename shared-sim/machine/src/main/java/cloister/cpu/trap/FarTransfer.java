package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.CodeSegmentRule;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.GateDescriptor;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.Transfer;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;
import cloister.event.Witness;

/** Far CALL and JMP, direct and through call gates (SDM 3, 6.8; SDM 2, CALL and JMP). */
public final class FarTransfer {
  private final Core core;
  private final DataPath data;
  private final LinearMemory memory;
  private final DescriptorTables tables;
  private final SegmentLoader loader;
  private final TaskSwitch taskSwitch;
  private final CodeSegmentRule rule;

  public FarTransfer(
      Core core,
      DataPath data,
      LinearMemory memory,
      DescriptorTables tables,
      SegmentLoader loader,
      TaskSwitch taskSwitch) {
    this.core = core;
    this.data = data;
    this.memory = memory;
    this.tables = tables;
    this.loader = loader;
    this.taskSwitch = taskSwitch;
    rule = new CodeSegmentRule(core);
  }

  public void jump(int selector, int offset) {
    core.witness.begins(Witness.INSTRUCTION, Fault.NO_ERROR_CODE);
    if (core.usesParagraphs()) {
      goReal(selector, offset);
      return;
    }
    SegmentDescriptor descriptor = descriptor(selector);
    if (switchesTask(selector, descriptor, Event.Switch.JUMP)) {
      return;
    }
    if (descriptor.isCallGate()) {
      GateDescriptor gate = checkedGate(selector, descriptor);
      SegmentDescriptor code = gateTarget(gate, true);
      checkOffset(code, gate.offset());
      report(gate, selector);
      enter(gate.selector(), code, gate.offset());
    } else {
      SegmentDescriptor code = directTarget(selector, descriptor);
      checkOffset(code, offset);
      enter(selector, code, offset);
    }
  }

  /**
   * @param bytes operand size, 2 or 4: the size of what is pushed in a direct call
   */
  public void call(int selector, int offset, int bytes) {
    core.witness.begins(Witness.INSTRUCTION, Fault.NO_ERROR_CODE);
    if (core.usesParagraphs()) {
      callReal(selector, offset, bytes);
      return;
    }
    SegmentDescriptor descriptor = descriptor(selector);
    if (switchesTask(selector, descriptor, Event.Switch.CALL)) {
      return;
    }
    if (descriptor.isCallGate()) {
      callGate(selector, checkedGate(selector, descriptor));
    } else {
      SegmentDescriptor code = directTarget(selector, descriptor);
      pushReturn(bytes);
      checkOffset(code, offset);
      enter(selector, code, offset);
    }
  }

  private boolean switchesTask(int selector, SegmentDescriptor descriptor, Event.Switch by) {
    if (descriptor.isAvailableTss()) {
      taskSwitch.direct(selector, descriptor, by);
      return true;
    }
    if (descriptor.asGate().isTaskGate()) {
      taskSwitch.throughGate(selector, descriptor, by);
      return true;
    }
    return false;
  }

  private void callReal(int selector, int offset, int bytes) {
    pushReturn(bytes);
    goReal(selector, offset);
  }

  private void goReal(int selector, int offset) {
    checkRealOffset(offset);
    core.segments.setReal(Segments.CS, selector);
    core.nextEip = offset;
  }

  private void checkRealOffset(int offset) {
    int limit = core.segments.limit[Segments.CS];
    require(!Bits.below(limit, offset), 0, Rule.CODE_LIMIT, offset, limit, 0);
  }

  private void callGate(int selector, GateDescriptor gate) {
    SegmentDescriptor code = gateTarget(gate, false);
    int bytes = gate.is32Bit() ? 4 : 2;
    boolean inwards = !code.isConforming() && code.dpl() < core.cpl;
    if (!inwards) {
      pushReturn(bytes);
      checkOffset(code, gate.offset());
      report(gate, selector);
      enter(gate.selector(), code, gate.offset());
      return;
    }
    int oldCpl = core.cpl;
    int newCpl = code.dpl();
    int count = gate.parameterCount();
    InnerStack inner = InnerStack.of(core, memory, loader, newCpl, 0);
    inner.requireRoom(4 + count, bytes);
    checkOffset(code, gate.offset());
    int[] parameters = new int[count];
    for (int i = 0; i < count; i++) {
      parameters[i] = data.peek(bytes, i * bytes);
    }
    code = loader.touch(gate.selector(), code);
    report(gate, selector);
    inner.push("SS", bytes, core.segments.selector[Segments.SS]);
    inner.push("ESP", bytes, core.general[Core.ESP]);
    for (int i = count - 1; i >= 0; i--) {
      inner.push("parameter", bytes, parameters[i]);
    }
    inner.push("CS", bytes, core.segments.selector[Segments.CS]);
    inner.push("EIP", bytes, core.nextEip);
    core.setCpl(newCpl);
    inner.commit(loader);
    enter(gate.selector(), code, gate.offset());
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.RingCrossed(oldCpl, newCpl, Transfer.CALL_GATE));
      core.emit(new Event.InnerRingCalled(selector, core.general[Core.EAX]));
    }
  }

  private SegmentDescriptor descriptor(int selector) {
    require(!Selector.isNull(selector), 0, Rule.NULL_SELECTOR, selector, 0, 0);
    return tables.read(selector, Exceptions.GP, 0);
  }

  private void require(boolean passed, int errorCode, Rule rule, int first, int second, int third) {
    core.require(passed, Exceptions.GP, errorCode, rule, first, second, third);
  }

  private SegmentDescriptor directTarget(int selector, SegmentDescriptor descriptor) {
    int errorCode = Selector.errorCode(selector);
    int type = descriptor.type();
    require(descriptor.isCode(), errorCode, Rule.DESCRIPTOR_TYPE, selector, type, 0);
    rule.checkDirect(selector, descriptor);
    return descriptor;
  }

  private GateDescriptor checkedGate(int selector, SegmentDescriptor descriptor) {
    GateDescriptor gate = descriptor.asGate();
    int errorCode = Selector.errorCode(selector);
    int rpl = Selector.rpl(selector);
    boolean open = Math.max(core.cpl, rpl) <= gate.dpl();
    require(open, errorCode, Rule.GATE_DPL_FOR_CALL, core.cpl, rpl, gate.dpl());
    rule.checkPresent(selector, descriptor);
    return gate;
  }

  private SegmentDescriptor gateTarget(GateDescriptor gate, boolean jump) {
    int selector = gate.selector();
    SegmentDescriptor code = descriptor(selector);
    int errorCode = Selector.errorCode(selector);
    require(code.isCode(), errorCode, Rule.DESCRIPTOR_TYPE, selector, code.type(), 0);
    boolean tooHigh = code.dpl() > core.cpl;
    boolean jumpInwards = jump && !code.isConforming() && code.dpl() != core.cpl;
    boolean fits = !tooHigh && !jumpInwards;
    require(fits, errorCode, Rule.GATE_TARGET_DPL, core.cpl, code.dpl(), 0);
    rule.checkPresent(selector, code);
    return code;
  }

  private void checkOffset(SegmentDescriptor code, int offset) {
    int limit = code.limit();
    require(!Bits.below(limit, offset), 0, Rule.CODE_LIMIT, offset, limit, 0);
  }

  /** Pushed before the target's offset is checked, as processors do. */
  private void pushReturn(int bytes) {
    data.checkPushes(2, bytes);
    data.push("CS", bytes, core.segments.selector[Segments.CS]);
    data.push("EIP", bytes, core.nextEip);
  }

  private void enter(int selector, SegmentDescriptor code, int offset) {
    loader.loadUnchecked(Segments.CS, Selector.withRpl(selector, core.cpl), code);
    core.nextEip = offset;
  }

  private void report(GateDescriptor gate, int selector) {
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(
          new Event.GatePassed(
              Transfer.CALL_GATE,
              Selector.errorCode(selector),
              gate.dpl(),
              core.cpl,
              Selector.rpl(selector),
              gate.selector(),
              gate.offset()));
    }
  }
}
