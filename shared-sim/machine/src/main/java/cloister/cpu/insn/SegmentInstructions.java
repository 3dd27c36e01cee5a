package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.seg.Selector;
import cloister.event.Exceptions;
import cloister.event.Rule;

/** Segment register loads and stores, and the instructions that look at descriptors. */
public final class SegmentInstructions implements Group {
  /** System descriptor types that LAR and LSL accept, one bit a type (SDM 2, LAR and LSL). */
  private static final int LAR_TYPES =
      1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 9 | 3 << 11;

  private static final int LSL_TYPES = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 9 | 1 << 11;

  private final Core core;
  private final Operands operands;
  private final DataPath data;
  private final DescriptorTables tables;
  private final SegmentLoader loader;

  public SegmentInstructions(
      Core core, DataPath data, Operands operands, DescriptorTables tables, SegmentLoader loader) {
    this.core = core;
    this.operands = operands;
    this.data = data;
    this.tables = tables;
    this.loader = loader;
  }

  @Override
  public void execute(int[] code, int at) {
    switch (Slot.op(code[at])) {
      case Op.MOV_TO_SEGMENT -> moveToSegment(code, at);
      case Op.MOV_FROM_SEGMENT ->
          operands.write(code, at, code[at + Slot.A], operands.read(code, at, code[at + Slot.B]));
      case Op.PUSH_SEGMENT -> pushSegment(code, at);
      case Op.POP_SEGMENT -> popSegment(code, at);
      case Op.LOAD_FAR_POINTER -> loadFarPointer(code, at);
      case Op.LAR -> loadAccessRights(code, at);
      case Op.LSL -> loadSegmentLimit(code, at);
      case Op.VERR, Op.VERW -> verify(code, at, Slot.op(code[at]) == Op.VERW);
      case Op.ARPL -> adjustRpl(code, at);
      default -> throw new IllegalStateException("segment " + code[at]);
    }
  }

  private void moveToSegment(int[] code, int at) {
    int register = Slot.register(code[at + Slot.A]);
    if (register == Segments.CS) {
      throw core.undefined(Rule.INVALID_OPERAND);
    }
    loader.load(register, operands.read(code, at, code[at + Slot.B]));
    shadow(register);
  }

  /** Nothing may come between the loads of SS and of ESP (SDM 3, 7.8.3). */
  private void shadow(int register) {
    if (register == Segments.SS) {
      core.interruptShadow = true;
      core.shadowOfStack = true;
      core.noSingleStep = true;
    }
  }

  /** A doubleword slot is filled with zeros; the manual allows it to keep its upper half, too. */
  private void pushSegment(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    data.push(bytes, operands.read(code, at, code[at + Slot.A]));
  }

  /** POP SS moves the stack pointer in the size of the old stack. */
  private void popSegment(int[] code, int at) {
    int register = Slot.register(code[at + Slot.A]);
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    int selector = data.peek(bytes, 0) & 0xffff;
    int mask = core.stackMask();
    int pointer = core.general[Core.ESP] & ~mask | core.stackPointer() + bytes & mask;
    loader.load(register, selector);
    core.general[Core.ESP] = pointer;
    shadow(register);
  }

  private void loadFarPointer(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    int pointer = data.read(segment, offset, bytes);
    int selector = data.read16(segment, operands.offset(code, at, bytes));
    loader.load(code[at + Slot.C], selector);
    operands.write(code, at, code[at + Slot.A], pointer);
  }

  private void loadAccessRights(int[] code, int at) {
    SegmentDescriptor descriptor = visible(code, at, code[at + Slot.B], LAR_TYPES);
    core.flags.setZero(descriptor != null);
    if (descriptor != null) {
      operands.write(code, at, code[at + Slot.A], descriptor.high() & 0x00ffff00);
    }
  }

  private void loadSegmentLimit(int[] code, int at) {
    SegmentDescriptor descriptor = visible(code, at, code[at + Slot.B], LSL_TYPES);
    core.flags.setZero(descriptor != null);
    if (descriptor != null) {
      operands.write(code, at, code[at + Slot.A], descriptor.limit());
    }
  }

  private void verify(int[] code, int at, boolean write) {
    SegmentDescriptor descriptor = visible(code, at, code[at + Slot.A], 0);
    boolean good =
        descriptor != null && (write ? descriptor.isWritableData() : descriptor.isReadable());
    core.flags.setZero(good);
  }

  /**
   * The descriptor that a selector names, when it exists, its type is meant and this privilege
   * level may see it; else null. These instructions never fault on a selector.
   */
  private SegmentDescriptor visible(int[] code, int at, int operand, int systemTypes) {
    requireProtectedMode();
    int selector = operands.read(code, at, operand) & 0xffff;
    if (Selector.isNull(selector) || !tables.holds(selector)) {
      return null;
    }
    SegmentDescriptor descriptor = tables.read(selector, Exceptions.GP, 0);
    if (!descriptor.isCodeOrData() && (systemTypes >>> descriptor.type() & 1) == 0) {
      return null;
    }
    boolean seen =
        descriptor.isConforming() || Math.max(core.cpl, Selector.rpl(selector)) <= descriptor.dpl();
    return seen ? descriptor : null;
  }

  private void adjustRpl(int[] code, int at) {
    requireProtectedMode();
    int target = operands.read(code, at, code[at + Slot.A]);
    int rpl = Selector.rpl(operands.read(code, at, code[at + Slot.B]));
    boolean lower = Selector.rpl(target) < rpl;
    if (lower) {
      operands.write(code, at, code[at + Slot.A], Selector.withRpl(target, rpl));
    }
    core.flags.setZero(lower);
  }

  private void requireProtectedMode() {
    if (core.usesParagraphs()) {
      throw core.undefined(Rule.PROTECTED_MODE_ONLY);
    }
  }
}
