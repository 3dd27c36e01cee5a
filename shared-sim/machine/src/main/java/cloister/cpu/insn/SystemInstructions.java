package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Segments;
import cloister.cpu.core.Virtualization;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.paging.Paging;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.Selector;
import cloister.cpu.trap.FastSystemCall;
import cloister.event.Event;
import cloister.event.Event.SystemTable;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;

/** System registers, descriptor table registers, HLT, CPUID. */
public final class SystemInstructions implements Group {
  private final Core core;
  private final DataPath data;
  private final Operands operands;
  private final DescriptorTables tables;
  private final Paging paging;
  private final ControlRegisters control;
  private final ModelInstructions model;
  private final FastSystemCall fastSystemCall;

  public SystemInstructions(
      Core core, DataPath data, Operands operands, DescriptorTables tables, Paging paging) {
    this.core = core;
    this.data = data;
    this.operands = operands;
    this.tables = tables;
    this.paging = paging;
    control = new ControlRegisters(core, paging);
    model = new ModelInstructions(core);
    fastSystemCall = new FastSystemCall(core);
  }

  @Override
  public void execute(int[] code, int at) {
    switch (Slot.op(code[at])) {
      case Op.LGDT -> loadTable(code, at, SystemTable.GDT);
      case Op.LIDT -> loadTable(code, at, SystemTable.IDT);
      case Op.SGDT -> storeTable(code, at, core.gdtBase, core.gdtLimit);
      case Op.SIDT -> storeTable(code, at, core.idtBase, core.idtLimit);
      case Op.LLDT -> loadLocalTable(code, at);
      case Op.LTR -> loadTaskRegister(code, at);
      case Op.SLDT -> storeSelector(code, at, Segments.LDTR);
      case Op.STR -> storeSelector(code, at, Segments.TR);
      case Op.SMSW -> storeMachineStatus(code, at);
      case Op.LMSW -> loadMachineStatus(code, at);
      case Op.CLTS -> clearTaskSwitched();
      case Op.MOV_FROM_CR -> moveFromControl(code, at);
      case Op.MOV_TO_CR -> moveToControl(code, at);
      case Op.HLT -> halt();
      case Op.CPUID -> model.identify();
      case Op.MOV_FROM_DR -> moveFromDebug(code, at);
      case Op.MOV_TO_DR -> moveToDebug(code, at);
      case Op.RDMSR -> model.readRegister();
      case Op.WRMSR -> model.writeRegister();
      case Op.RDPMC -> model.readPerformanceCounter();
      case Op.SYSENTER -> fastSystemCall.enter();
      case Op.SYSEXIT -> fastSystemCall.exit();
      case Op.RSM -> throw core.undefined(Rule.UNDEFINED_OPCODE);
      case Op.INVD -> flushCaches(Virtualization.INVD);
      case Op.WBINVD -> flushCaches(Virtualization.WBINVD);
      case Op.INVLPG -> invalidatePage(code, at);
      case Op.RDTSC -> model.readTimeStamp();
      default -> throw new IllegalStateException("system " + code[at]);
    }
  }

  private void loadTable(int[] code, int at, SystemTable table) {
    core.requireRing0();
    askTable(Virtualization.GDTR_IDTR, code, at);
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    int limit = data.read16(segment, offset);
    int mask = Slot.operand32(code[at]) ? -1 : 0xffffff;
    int base = data.read32(segment, operands.offset(code, at, 2)) & mask;
    if (table == SystemTable.GDT) {
      core.gdtBase = base;
      core.gdtLimit = limit;
    } else {
      core.idtBase = base;
      core.idtLimit = limit;
    }
    report(table, 0, base, limit);
  }

  /** All 32 bits of the base are stored, as every processor since the 386 does. */
  private void storeTable(int[] code, int at, int base, int limit) {
    preventUserMode();
    askTable(Virtualization.GDTR_IDTR, code, at);
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    int baseOffset = operands.offset(code, at, 2);
    data.checkWrite(segment, offset, 2);
    data.checkWrite(segment, baseOffset, 4);
    data.write16(segment, offset, limit);
    data.write32(segment, baseOffset, base);
  }

  private void loadLocalTable(int[] code, int at) {
    requireProtectedMode();
    core.requireRing0();
    askTable(Virtualization.LDTR_TR, code, at);
    int selector = operands.read(code, at, code[at + Slot.A]) & 0xffff;
    if (Selector.isNull(selector)) {
      core.segments.setNull(Segments.LDTR, selector);
      report(SystemTable.LDT, selector, 0, 0);
      return;
    }
    SegmentDescriptor descriptor = globalDescriptor(selector);
    if (!descriptor.isLocalTable()) {
      throw wrongType(selector, descriptor);
    }
    requirePresent(selector, descriptor);
    set(Segments.LDTR, selector, descriptor);
    report(SystemTable.LDT, selector, descriptor.base(), descriptor.limit());
  }

  private void loadTaskRegister(int[] code, int at) {
    requireProtectedMode();
    core.requireRing0();
    askTable(Virtualization.LDTR_TR, code, at);
    int selector = operands.read(code, at, code[at + Slot.A]) & 0xffff;
    if (Selector.isNull(selector)) {
      throw core.generalProtection(0, Rule.NULL_SELECTOR, selector, 0, 0);
    }
    SegmentDescriptor descriptor = globalDescriptor(selector);
    if (!descriptor.isAvailableTss()) {
      throw wrongType(selector, descriptor);
    }
    requirePresent(selector, descriptor);
    SegmentDescriptor busy = tables.markBusy(selector, descriptor);
    set(Segments.TR, selector, busy);
    report(SystemTable.TSS, selector, busy.base(), busy.limit());
  }

  private SegmentDescriptor globalDescriptor(int selector) {
    if (Selector.inLocalTable(selector)) {
      int errorCode = Selector.errorCode(selector);
      throw core.generalProtection(errorCode, Rule.SELECTOR_LIMIT, selector, core.gdtLimit, 0);
    }
    return tables.read(selector, Exceptions.GP, 0);
  }

  private RuntimeException wrongType(int selector, SegmentDescriptor descriptor) {
    int errorCode = Selector.errorCode(selector);
    return core.generalProtection(errorCode, Rule.DESCRIPTOR_TYPE, selector, descriptor.type(), 0);
  }

  private void requirePresent(int selector, SegmentDescriptor descriptor) {
    if (!descriptor.present()) {
      int errorCode = Selector.errorCode(selector);
      throw core.fault(Exceptions.NP, errorCode, Rule.NOT_PRESENT, selector, 0, 0);
    }
  }

  private void set(int register, int selector, SegmentDescriptor descriptor) {
    core.segments.set(
        register, selector, descriptor.base(), descriptor.limit(), descriptor.rights());
  }

  private void storeSelector(int[] code, int at, int register) {
    requireProtectedMode();
    preventUserMode();
    askTable(Virtualization.LDTR_TR, code, at);
    operands.write(code, at, code[at + Slot.A], core.segments.selector[register]);
  }

  private void storeMachineStatus(int[] code, int at) {
    preventUserMode();
    int value = core.nonRoot ? core.virtualization.seenControl0() : core.cr0;
    operands.write(code, at, code[at + Slot.A], value);
  }

  /** CR4.UMIP keeps the system's registers from all rings but 0 (SDM 3, 2.5). */
  private void preventUserMode() {
    if ((core.cr4 & Core.CR4_UMIP) != 0) {
      core.requireRing0();
    }
  }

  /** LMSW sets PE but never clears it (SDM 2, LMSW). */
  private void loadMachineStatus(int[] code, int at) {
    core.requireRing0();
    int value = operands.read(code, at, code[at + Slot.A]);
    if (core.nonRoot) {
      core.virtualization.operandAt(operands.linear(code, at));
    }
    control.loadMachineStatus(value, Slot.isMemory(code[at + Slot.A]));
  }

  private void clearTaskSwitched() {
    core.requireRing0();
    control.clearTaskSwitched();
  }

  private void moveFromControl(int[] code, int at) {
    core.requireRing0();
    int general = Slot.register(code[at + Slot.A]);
    int value = control.read(Slot.register(code[at + Slot.B]), general);
    operands.write(code, at, code[at + Slot.A], value);
  }

  private void moveToControl(int[] code, int at) {
    core.requireRing0();
    int value = operands.read(code, at, code[at + Slot.B]);
    int general = Slot.register(code[at + Slot.B]);
    control.write(Slot.register(code[at + Slot.A]), general, value);
  }

  private void invalidatePage(int[] code, int at) {
    core.requireRing0();
    int linear = operands.linear(code, at);
    core.ask(Virtualization.INVLPG, linear);
    paging.dropPage(linear);
  }

  private void halt() {
    core.requireRing0();
    core.ask(Virtualization.HLT, 0);
    core.halted = true;
    core.leaveBlock = true;
    if (core.tracing(Families.REGISTERS)) {
      core.emit(new Event.Halted(core.eip, core.flags.interrupt()));
    }
  }

  private void moveFromDebug(int[] code, int at) {
    int register = debugRegister(code[at + Slot.B], code[at + Slot.A], 1 << 4);
    operands.write(code, at, code[at + Slot.A], core.debug.read(register));
  }

  private void moveToDebug(int[] code, int at) {
    int register = debugRegister(code[at + Slot.A], code[at + Slot.B], 0);
    core.setDebugRegister(register, operands.read(code, at, code[at + Slot.B]));
  }

  /** DR4 and DR5 are other names of DR6 and DR7 unless CR4.DE is set (SDM 3, 19.2.2). */
  private int debugRegister(int operand, int general, int read) {
    int register = Slot.register(operand);
    if (core.nonRoot && core.cpl == 0) {
      core.ask(Virtualization.DEBUG_REGISTER, register | read | Slot.register(general) << 8);
    }
    boolean other = (register & 6) == 4;
    if (other && (core.cr4 & Core.CR4_DE) != 0) {
      throw core.undefined(Rule.INVALID_OPERAND);
    }
    if (core.debug.generalDetect()) {
      throw core.debugException(DebugRegisters.BD, Rule.GENERAL_DETECT, 0, 0);
    }
    core.requireRing0();
    return other ? register + 2 : register;
  }

  /** There are no caches to be flushed. */
  private void flushCaches(int reason) {
    core.requireRing0();
    core.ask(reason, 0);
  }

  private void askTable(int reason, int[] code, int at) {
    if (core.nonRoot) {
      core.virtualization.askTable(reason, code, at);
    }
  }

  private void requireProtectedMode() {
    if (core.usesParagraphs()) {
      throw core.undefined(Rule.PROTECTED_MODE_ONLY);
    }
  }

  private void report(SystemTable table, int selector, int base, int limit) {
    if (core.tracing(Families.REGISTERS)) {
      core.emit(new Event.TableLoaded(table, selector, base, limit));
    }
  }
}
