package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.CodeSegmentRule;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.KnownSegment;
import cloister.cpu.seg.Passage;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.Transfer;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;
import cloister.event.Witness;

/** Far RET and IRET, in the same ring and outwards (SDM 3, 6.8.6; SDM 2, RET and IRET). */
public final class FarReturn {
  private static final int IRET_FLAGS =
      Eflags.STATUS | Eflags.TF | Eflags.DF | Eflags.NT | Eflags.RF | Eflags.AC | Eflags.ID;

  private static final int VIRTUAL_FLAGS =
      IRET_FLAGS | Eflags.IOPL | Eflags.IF | Eflags.VM | Eflags.VIF_VIP;

  /** In the order in which they lie on the stack. */
  private static final String[] VIRTUAL_SEGMENTS = {"ES", "DS", "FS", "GS"};

  private final Core core;
  private final DataPath data;
  private final DescriptorTables tables;
  private final SegmentLoader loader;
  private final TaskSwitch taskSwitch;
  private final CodeSegmentRule rule;
  private final PlainReturn plain;

  public FarReturn(
      Core core,
      DataPath data,
      DescriptorTables tables,
      SegmentLoader loader,
      TaskSwitch taskSwitch,
      PlainAccess access) {
    this.core = core;
    this.data = data;
    this.tables = tables;
    this.loader = loader;
    this.taskSwitch = taskSwitch;
    rule = new CodeSegmentRule(core);
    plain = new PlainReturn(core, access, loader);
  }

  /**
   * @param bytes operand size, 2 or 4
   * @param released bytes of parameters to drop from both stacks
   */
  public void returnFar(int bytes, int released) {
    core.witness.begins(Witness.INSTRUCTION, Fault.NO_ERROR_CODE);
    if (!core.usesParagraphs()) {
      if (bytes != 4 || !plain.returns(plain.top(8), 8, released)) {
        returnProtected(bytes, 2 * bytes, released, Transfer.FAR);
      }
    } else {
      int offset = data.peek("EIP", bytes, 0);
      int selector = data.peek("CS", bytes, bytes) & 0xffff;
      returnReal(selector, offset, 2 * bytes + released);
    }
  }

  public void returnFromInterrupt(int bytes) {
    core.witness.begins(Witness.INSTRUCTION, Fault.NO_ERROR_CODE);
    core.unblockNmi();
    if (!core.usesParagraphs()) {
      returnFromInterruptProtected(bytes);
      return;
    }
    boolean virtual = core.virtual8086();
    if (virtual) {
      int iopl = core.flags.iopl();
      require(iopl == 3, Rule.VIRTUAL_MODE_IOPL, iopl, 0);
    }
    int offset = data.peek("EIP", bytes, 0);
    int selector = data.peek("CS", bytes, bytes) & 0xffff;
    int flags = data.peek("EFLAGS", bytes, 2 * bytes);
    returnReal(selector, offset, 3 * bytes);
    restoreFlags(bytes, flags, IRET_FLAGS | Eflags.IF | (virtual ? 0 : Eflags.IOPL));
  }

  private void returnReal(int selector, int offset, int released) {
    int limit = core.segments.limit[Segments.CS];
    require(!Bits.below(limit, offset), Rule.CODE_LIMIT, offset, limit);
    core.segments.setReal(Segments.CS, selector);
    core.setStackPointer(core.stackPointer() + released);
    core.nextEip = offset;
  }

  private void returnFromInterruptProtected(int bytes) {
    if (bytes == 4 && repeatsReturnFromInterrupt()) {
      return;
    }
    if ((core.flags.system() & Eflags.NT) != 0) {
      taskSwitch.back();
      return;
    }
    int flags = data.peek("EFLAGS", bytes, 2 * bytes);
    if (bytes == 4 && core.cpl == 0 && (flags & Eflags.VM) != 0) {
      enterVirtualMode(flags);
      return;
    }
    int mask = changeable();
    returnProtected(bytes, 3 * bytes, 0, Transfer.IRET);
    restoreFlags(bytes, flags, mask);
  }

  /** The flags that an IRET of this ring may change. */
  private int changeable() {
    int mask = IRET_FLAGS;
    if (core.cpl == 0) {
      mask |= Eflags.IOPL;
    }
    if (core.cpl <= core.flags.iopl()) {
      mask |= Eflags.IF;
    }
    return mask;
  }

  /**
   * Returns from an interrupt as {@link #returnFromInterrupt} does, if the way has been gone before
   * and nobody can notice.
   *
   * @return false when nothing was done but walks that come first on the way with the checks
   */
  public boolean repeatsReturnFromInterrupt() {
    if (core.usesParagraphs() || core.nmiBlocked || (core.flags.system() & Eflags.NT) != 0) {
      return false;
    }
    int top = plain.top(12);
    int flags = top >= 0 ? plain.flags(top) : Eflags.VM;
    int mask = changeable();
    if ((flags & Eflags.VM) != 0 || !plain.returns(top, 12, 0)) {
      return false;
    }
    restoreFlags(4, flags, mask);
    return true;
  }

  /** The way of a 32-bit IRET that stays in the segment, if it has been gone before; else null. */
  public Passage.Back passage() {
    return core.usesParagraphs() ? null : plain.passage();
  }

  /** The way of a 32-bit IRET from ring 0 to ring 3 that has been gone before; else null. */
  public Passage.Outwards outwards() {
    return core.usesParagraphs() ? null : plain.outwards();
  }

  /** EIP CS EFLAGS ESP SS ES DS FS GS, each a doubleword (SDM 3, 22.2.5). */
  private void enterVirtualMode(int flags) {
    int offset = data.peek("EIP", 4, 0);
    int selector = data.peek("CS", 4, 4) & 0xffff;
    int pointer = data.peek("ESP", 4, 12);
    int stack = data.peek("SS", 4, 16) & 0xffff;
    int[] others = new int[4];
    for (int i = 0; i < 4; i++) {
      others[i] = data.peek(VIRTUAL_SEGMENTS[i], 4, 20 + 4 * i) & 0xffff;
    }
    require(!Bits.below(0xffff, offset), Rule.CODE_LIMIT, offset, 0xffff);
    int oldStack = core.segments.selector[Segments.SS];
    int oldPointer = core.general[Core.ESP];
    restoreFlags(4, flags, VIRTUAL_FLAGS);
    core.segments.setVirtual(Segments.CS, selector);
    core.segments.setVirtual(Segments.SS, stack);
    core.segments.setVirtual(Segments.ES, others[0]);
    core.segments.setVirtual(Segments.DS, others[1]);
    core.segments.setVirtual(Segments.FS, others[2]);
    core.segments.setVirtual(Segments.GS, others[3]);
    core.setCpl(3);
    core.general[Core.ESP] = pointer;
    core.nextEip = offset;
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.StackSwitched(oldStack, oldPointer, stack, pointer));
      core.emit(new Event.Returned(Transfer.IRET, selector, offset));
      core.emit(new Event.VirtualModeChanged(true, selector, offset));
      core.emit(new Event.RingCrossed(0, 3, Transfer.IRET));
    }
  }

  /** The mask has the status flags, so that none of those is kept. */
  private void restoreFlags(int bytes, int value, int mask) {
    int changed = bytes == 4 ? mask : mask & 0xffff;
    core.setEflags(core.flags.system() & ~changed | value & changed);
  }

  /**
   * @param frame bytes from the top of the stack to the parameters or the outer stack pointer
   */
  private void returnProtected(int bytes, int frame, int released, Transfer by) {
    int offset = data.peek("EIP", bytes, 0);
    int selector = data.peek("CS", bytes, bytes) & 0xffff;
    require(!Selector.isNull(selector), Rule.NULL_SELECTOR, selector, 0);
    SegmentDescriptor code = tables.read(selector, Exceptions.GP, 0);
    rule.checkReturn(selector, code);
    int oldCpl = core.cpl;
    int newCpl = Selector.rpl(selector);
    if (newCpl == oldCpl) {
      checkOffset(code, offset);
      loader.loadUnchecked(Segments.CS, selector, code);
      core.setStackPointer(core.stackPointer() + frame + released);
      remember(oldCpl, selector, code, null);
    } else {
      returnOutwards(bytes, frame, released, selector, code, offset);
    }
    core.nextEip = offset;
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.Returned(by, selector, offset));
      if (newCpl != oldCpl) {
        core.emit(new Event.RingCrossed(oldCpl, newCpl, by));
      }
    }
  }

  private void returnOutwards(
      int bytes, int frame, int released, int selector, SegmentDescriptor code, int offset) {
    int oldCpl = core.cpl;
    int newCpl = Selector.rpl(selector);
    int newPointer = data.peek("ESP", bytes, frame + released);
    int newStack = data.peek("SS", bytes, frame + released + bytes) & 0xffff;
    SegmentDescriptor stack =
        loader.checkStack(newStack, newCpl, Exceptions.GP, Rule.RETURN_STACK, 0);
    checkOffset(code, offset);
    code = loader.touch(selector, code);
    stack = loader.touch(newStack, stack);
    int oldStack = core.segments.selector[Segments.SS];
    int oldPointer = core.general[Core.ESP];
    loader.loadUnchecked(Segments.CS, selector, code);
    core.setCpl(newCpl);
    loader.loadUnchecked(Segments.SS, newStack, stack);
    if (Rights.isBig(stack.rights())) {
      core.general[Core.ESP] = newPointer + released;
    } else {
      core.setStackPointer(newPointer + released);
    }
    loader.dropInnerSegments();
    remember(oldCpl, selector, code, stack);
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.StackSwitched(oldStack, oldPointer, newStack, core.general[Core.ESP]));
    }
  }

  /**
   * Lets the next return that is the same be done plainly.
   *
   * @param stack null in the same ring
   */
  private void remember(int oldCpl, int selector, SegmentDescriptor code, SegmentDescriptor stack) {
    int stackSelector = core.segments.selector[Segments.SS];
    boolean known =
        KnownSegment.canBeKnown(selector, code)
            && (stack == null
                || Rights.isBig(stack.rights()) && KnownSegment.canBeKnown(stackSelector, stack));
    if (known) {
      plain.remember(
          new KnownSegment(core, oldCpl, selector, code),
          stack == null ? null : new KnownSegment(core, oldCpl, stackSelector, stack));
    }
  }

  private void checkOffset(SegmentDescriptor code, int offset) {
    require(!Bits.below(code.limit(), offset), Rule.CODE_LIMIT, offset, code.limit());
  }

  private void require(boolean passed, Rule refusing, int first, int second) {
    core.require(passed, Exceptions.GP, 0, refusing, first, second, 0);
  }
}
