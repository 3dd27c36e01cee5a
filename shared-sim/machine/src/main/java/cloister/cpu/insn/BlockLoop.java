package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Flags;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Block;
import cloister.cpu.decode.BlockCache;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.paging.Paging;
import cloister.cpu.translate.HotCode;
import cloister.cpu.translate.Stepper;
import cloister.event.Rule;

/**
 * The loop through a block, with the forms that make up most of any program; each means what the
 * group of its operation says.
 *
 * <p>While instructions touch nothing but registers and plain RAM, EIP and the count of retired
 * instructions stand still. All others are preceded by {@link #settle}; nobody sees them behind.
 */
public final class BlockLoop implements Stepper {
  private static final int OP = 0x3ff;
  private static final int STRIDE_BITS = 3;

  /** A slot behind the end of every block: it was left, and EIP says where to. */
  private static final int OUT = 1 << 20;

  private final Core core;
  private final Memory memory;
  private final DataPath data;
  private final PlainAccess plain;
  private final Operands operands;
  private final FrequentArithmetic arithmetic;
  private final Paging paging;
  private final BlockCache blocks;

  /** The operations that have no form here. */
  private final Group others;

  private final int[] general;
  private final Flags flags;
  private final Segments segments;

  /** Runs what runs often; null where the host cannot. */
  private HotCode hot;

  /** The block to go on with, or null. */
  private Block next;

  /** Where the block begins. */
  private int top;

  /** The slot before which the loop ends. */
  private int stop;

  /** The slot before which retired instructions are counted. */
  private int counted;

  /** Why the current instruction was refused, where that was not thrown. */
  private Fault refused;

  /** ESP before the current instruction: a refused one has not moved it. */
  private int stackPointer;

  public BlockLoop(
      Core core,
      DataPath data,
      PlainAccess plain,
      Operands operands,
      Paging paging,
      BlockCache blocks,
      Group others) {
    this.core = core;
    this.paging = paging;
    this.blocks = blocks;
    this.data = data;
    this.plain = plain;
    this.operands = operands;
    this.others = others;
    memory = core.memory;
    general = core.general;
    flags = core.flags;
    segments = core.segments;
    arithmetic = new FrequentArithmetic(core);
  }

  /** Before a block is looked for, which may be refused as well. */
  public void begin() {
    stackPointer = general[Core.ESP];
  }

  /** After a refusal. */
  public void restoreStackPointer() {
    general[Core.ESP] = stackPointer;
  }

  /**
   * Executes a block, and those that it leads to by near branches, until one is left in another
   * way, or so many steps are done, or somebody asks to leave. At least one instruction is
   * executed: fetching it may have asked for a stop already.
   *
   * @return why the last one was refused, where that was not thrown; else null
   */
  public Fault run(Block block, int maxSteps) {
    refused = null;
    core.mostRetired = core.retired + (core.leaveBlock ? 1 : maxSteps - core.steps());
    next = block;
    while (next != null) {
      if (hot != null && hot.run(next)) {
        goOnBehindRegion();
      } else {
        top = core.eip;
        run(next.code(), 0);
      }
    }
    return refused;
  }

  private void goOnBehindRegion() {
    next = null;
    if (hot.refused() != null) {
      begin();
      refused = hot.refused();
    } else if (refused == null && core.retired < core.mostRetired) {
      chain();
    }
  }

  @Override
  public Fault step(int[] code, int at, int instructions) {
    int mostOfAll = core.mostRetired;
    core.mostRetired = core.retired + instructions;
    top = core.eip - Slot.distance(code[at + Slot.LENGTH]);
    begin();
    try {
      run(code, at);
    } catch (Fault fault) {
      refused = fault;
    }
    if (refused != null) {
      restoreStackPointer();
    }
    core.mostRetired = mostOfAll;
    return refused;
  }

  /** Lets the host run what runs often. */
  public void setHotCode(HotCode hotCode) {
    hot = hotCode;
  }

  private void run(int[] code, int from) {
    int[] general = this.general;
    next = null;
    startAt(code, from);
    int at = from;
    do {
      int a = code[at + Slot.A] & 15;
      switch (code[at] & OP) {
        case Op.MOV_R_R -> general[a] = second(code, at);
        case Op.MOV_R_I -> general[a] = code[at + Slot.IMMEDIATE];
        case Op.MOV_R_M -> general[a] = load32(code, at);
        case Op.MOV_M_R -> store32(code, at, second(code, at));
        case Op.MOV_M_I -> store32(code, at, code[at + Slot.IMMEDIATE]);
        case Op.MOV_R_M8 -> operands.setRegister8(a, load8(code, at));
        case Op.MOV_M8_R -> store8(code, at, operands.register8(code[at + Slot.B] & 15));
        case Op.MOV_M8_I -> store8(code, at, code[at + Slot.IMMEDIATE]);
        case Op.MOVZX_R_M8 -> general[a] = load8(code, at);
        case Op.LEA_R -> general[a] = operands.offset(code, at);
        case Op.ADD_R_R -> general[a] = arithmetic.add(general[a], second(code, at));
        case Op.ADD_R_I -> general[a] = arithmetic.add(general[a], code[at + Slot.IMMEDIATE]);
        case Op.ADD_R_M -> general[a] = arithmetic.add(general[a], load32(code, at));
        case Op.SUB_R_R -> general[a] = arithmetic.subtract(general[a], second(code, at));
        case Op.SUB_R_I -> general[a] = arithmetic.subtract(general[a], code[at + Slot.IMMEDIATE]);
        case Op.CMP_R_R -> arithmetic.subtract(general[a], second(code, at));
        case Op.CMP_R_I -> arithmetic.subtract(general[a], code[at + Slot.IMMEDIATE]);
        case Op.CMP_R_M -> arithmetic.subtract(general[a], load32(code, at));
        case Op.CMP_M_I -> arithmetic.subtract(load32(code, at), code[at + Slot.IMMEDIATE]);
        case Op.CMP_M8_I -> arithmetic.compareByte(load8(code, at), code[at + Slot.IMMEDIATE]);
        case Op.AND_R_I -> general[a] = arithmetic.logic(general[a] & code[at + Slot.IMMEDIATE]);
        case Op.XOR_R_R -> general[a] = arithmetic.logic(general[a] ^ second(code, at));
        case Op.XOR_R_I -> general[a] = arithmetic.logic(general[a] ^ code[at + Slot.IMMEDIATE]);
        case Op.TEST_R_R -> arithmetic.logic(general[a] & second(code, at));
        case Op.INC_R -> general[a] = flags.increment(general[a]);
        case Op.DEC_R -> general[a] = flags.decrement(general[a]);
        case Op.PUSH_R -> push(code, at, general[a]);
        case Op.POP_R -> pop(code, at, a);
        case Op.SHL_R_I -> arithmetic.shiftLeft(a, code[at + Slot.IMMEDIATE] & 31);
        case Op.SHR_R_I -> arithmetic.shiftRight(a, code[at + Slot.IMMEDIATE] & 31);
        case Op.JCC_I -> at = branchIf(code, at);
        case Op.JMP_I -> at = jump(code, at);
        case Op.CALL_I -> at = call(code, at);
        case Op.RET_NEAR -> at = returnNear(code, at);
        default -> at = execute(code, at);
      }
      at += Slot.STRIDE;
    } while (at < stop);
    if (at < OUT && refused == null) {
      count(at);
      core.eip = endOf(code, at - Slot.STRIDE);
    }
  }

  /** Goes on at a slot, for as many instructions as there may be. */
  private void startAt(int[] code, int slot) {
    counted = slot;
    int left = core.mostRetired - core.retired;
    boolean all = left >= Block.MAX_INSTRUCTIONS;
    stop = all ? code.length : Math.min(code.length, slot + (left << STRIDE_BITS));
  }

  /** Adds the instructions before a slot. */
  private void count(int at) {
    core.retired += at - counted >> STRIDE_BITS;
    counted = at;
  }

  /** Makes the registers say that this is the current instruction. */
  private void settle(int[] code, int at) {
    count(at);
    int length = code[at + Slot.LENGTH];
    core.eip = top + Slot.distance(length);
    core.nextEip = core.eip + Slot.length(length);
    stackPointer = general[Core.ESP];
  }

  /** EIP after an instruction. */
  private int endOf(int[] code, int at) {
    int length = code[at + Slot.LENGTH];
    return top + Slot.distance(length) + Slot.length(length);
  }

  /** The current instruction was the last one if it asked for it. */
  private void lookAround() {
    if (core.leaveBlock) {
      stop = 0;
    }
  }

  /** An instruction of another group; the answer is the slot before the next one. */
  private int execute(int[] code, int at) {
    settle(code, at);
    int behind = core.nextEip;
    others.execute(code, at);
    return goneTo(code, at, behind);
  }

  /** After an instruction that left where it leads in {@code nextEip}. */
  private int goneTo(int[] code, int at, int behind) {
    int current = core.eip;
    core.eip = core.nextEip;
    core.retired++;
    int to = OUT;
    if (core.eip == behind) {
      to = at + Slot.STRIDE;
    } else if (core.eip == top && !changesSegment(code[at])) {
      to = 0;
    } else if (core.eip == current && !changesSegment(code[at])) {
      to = at;
    }
    if (core.leaveBlock || core.retired >= core.mostRetired) {
      return OUT;
    }
    if (to >= code.length) {
      chain();
      return OUT;
    }
    if (to == at) {
      flags.setSystem(Eflags.RF, false);
    }
    startAt(code, to);
    return to - Slot.STRIDE;
  }

  /** The same offset in another code segment is another place. */
  private static boolean changesSegment(int header) {
    return Op.group(Slot.op(header)) == Op.TRANSFER || Op.group(Slot.op(header)) == Op.SYSTEM;
  }

  private int second(int[] code, int at) {
    return general[code[at + Slot.B] & 15];
  }

  private int load32(int[] code, int at) {
    int segment = Slot.eaSegment(code[at + Slot.EA]);
    int offset = operands.offset(code, at);
    int address = plain.toRead(segment, offset, 4);
    return address >= 0 ? memory.plain32(address) : loadSlowly(code, at, segment, offset, 4);
  }

  private int load8(int[] code, int at) {
    int segment = Slot.eaSegment(code[at + Slot.EA]);
    int offset = operands.offset(code, at);
    int address = plain.toRead(segment, offset, 1);
    return address >= 0 ? memory.plain8(address) : loadSlowly(code, at, segment, offset, 1);
  }

  private int loadSlowly(int[] code, int at, int segment, int offset, int bytes) {
    settle(code, at);
    int value = data.read(segment, offset, bytes);
    lookAround();
    return value;
  }

  private void store32(int[] code, int at, int value) {
    int segment = Slot.eaSegment(code[at + Slot.EA]);
    int offset = operands.offset(code, at);
    int address = plain.toWrite(segment, offset, 4);
    if (address >= 0) {
      memory.setPlain32(address, value);
    } else {
      storeSlowly(code, at, segment, offset, 4, value);
    }
  }

  private void store8(int[] code, int at, int value) {
    int segment = Slot.eaSegment(code[at + Slot.EA]);
    int offset = operands.offset(code, at);
    int address = plain.toWrite(segment, offset, 1);
    if (address >= 0) {
      memory.setPlain8(address, value);
    } else {
      storeSlowly(code, at, segment, offset, 1, value);
    }
  }

  private void storeSlowly(int[] code, int at, int segment, int offset, int bytes, int value) {
    settle(code, at);
    refused = plain.refusalToWrite(segment, offset, bytes);
    if (refused == null) {
      data.write(segment, offset, bytes, value);
      lookAround();
    } else {
      stop = 0;
    }
  }

  private boolean bigStack() {
    return Rights.isBig(segments.rights[Segments.SS]);
  }

  private void push(int[] code, int at, int value) {
    int pointer = general[Core.ESP] - 4;
    int address = bigStack() ? plain.toWrite(Segments.SS, pointer, 4) : PlainAccess.NOT_PLAIN;
    if (address >= 0) {
      memory.setPlain32(address, value);
      general[Core.ESP] = pointer;
    } else {
      settle(code, at);
      data.push(4, value);
      lookAround();
    }
  }

  private void pop(int[] code, int at, int register) {
    int pointer = general[Core.ESP];
    int address = bigStack() ? plain.toRead(Segments.SS, pointer, 4) : PlainAccess.NOT_PLAIN;
    if (address >= 0) {
      general[Core.ESP] = pointer + 4;
      general[register] = memory.plain32(address);
    } else {
      settle(code, at);
      general[register] = data.pop(4);
      lookAround();
    }
  }

  private int branchIf(int[] code, int at) {
    return flags.condition(Slot.condition(code[at])) ? jump(code, at) : at;
  }

  /** The decoder knows the slot of a target inside the block. */
  private int jump(int[] code, int at) {
    int slot = Slot.slotOfTarget(code, at);
    if (slot < 0 || slot <= at && hot != null && hot.looksAtLoop()) {
      return leave(code, at, endOf(code, at) + code[at + Slot.IMMEDIATE]);
    }
    count(at + Slot.STRIDE);
    if (core.retired >= core.mostRetired) {
      core.eip = top + Slot.distance(code[slot + Slot.LENGTH]);
      return OUT;
    }
    startAt(code, slot);
    return slot - Slot.STRIDE;
  }

  /** Goes to an address, and on from there when that block is known and nothing may intervene. */
  private int leave(int[] code, int at, int address) {
    int limit = segments.limit[Segments.CS];
    if (Bits.below(limit, address)) {
      settle(code, at);
      throw beyondLimit(address);
    }
    count(at + Slot.STRIDE);
    core.eip = address;
    if (core.retired < core.mostRetired) {
      next = known(address, limit - address);
    }
    return OUT;
  }

  /** Goes on in another block, where nothing must be looked at before it. */
  private void chain() {
    int limit = segments.limit[Segments.CS];
    if (core.mayGoOn() && !Bits.below(limit, core.eip)) {
      flags.setSystem(Eflags.RF, false);
      next = knownBlock(paging.fetched(segments.base[Segments.CS] + core.eip), limit - core.eip);
    }
  }

  /**
   * The block at an address with so many bytes left to the limit of its segment, when it is there
   * and can be found without the page tables; else null.
   */
  private Block known(int address, int left) {
    return knownBlock(paging.keptCode(segments.base[Segments.CS] + address), left);
  }

  private Block knownBlock(int physical, int left) {
    return physical < 0 ? null : blocks.known(physical, core.code32(), left == -1 ? -1 : left + 1);
  }

  private RuntimeException beyondLimit(int address) {
    return core.generalProtection(0, Rule.CODE_LIMIT, address, segments.limit[Segments.CS], 0);
  }

  private int call(int[] code, int at) {
    int back = endOf(code, at);
    int target = back + code[at + Slot.IMMEDIATE];
    int pointer = general[Core.ESP] - 4;
    int address = bigStack() ? plain.toWrite(Segments.SS, pointer, 4) : PlainAccess.NOT_PLAIN;
    if (address < 0 || Bits.below(segments.limit[Segments.CS], target)) {
      return callSlowly(code, at, target);
    }
    memory.setPlain32(address, back);
    general[Core.ESP] = pointer;
    return leave(code, at, target);
  }

  private int callSlowly(int[] code, int at, int target) {
    settle(code, at);
    int back = core.nextEip;
    data.checkPushes(1, 4);
    goTo(target);
    data.push(4, back);
    return goneTo(code, at, back);
  }

  private void goTo(int address) {
    if (Bits.below(segments.limit[Segments.CS], address)) {
      throw beyondLimit(address);
    }
    core.nextEip = address;
  }

  private int returnNear(int[] code, int at) {
    int pointer = general[Core.ESP];
    int address = bigStack() ? plain.toRead(Segments.SS, pointer, 4) : PlainAccess.NOT_PLAIN;
    int target = address < 0 ? 0 : memory.plain32(address);
    if (address < 0 || Bits.below(segments.limit[Segments.CS], target)) {
      return returnSlowly(code, at);
    }
    general[Core.ESP] = pointer + 4;
    return leave(code, at, target);
  }

  private int returnSlowly(int[] code, int at) {
    settle(code, at);
    int behind = core.nextEip;
    goTo(data.peek(4, 0));
    core.setStackPointer(core.stackPointer() + 4);
    return goneTo(code, at, behind);
  }
}
