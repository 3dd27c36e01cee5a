package cloister.cpu.host;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Operand;
import java.util.List;

/**
 * Makes random programs of one to five instructions from the rows of the opcode table, as raw
 * bytes. Jumps lead forward out of the program, so that every program ends.
 */
final class ProgramGenerator {
  private static final int IF_AND_ONE = 0x202;
  private static final int STATUS_AND_DIRECTION = 0xcd5;
  private static final int[] SELECTORS = selectors();

  private final Dice dice;
  private final List<Encoding> rows;
  private final HostProcessor host;

  private final byte[] code = new byte[Layout.MAX_CODE];
  private int length;
  private long starts;
  private boolean code16;

  /** The current instruction's. */
  private final int[] prefixes = new int[18];

  private int prefixCount;
  private boolean operand32;
  private boolean address32;

  /**
   * @param host decides what may be open: results only where it decides them as ours does, flags
   *     that it leaves otherwise only after a program's last instruction
   */
  ProgramGenerator(Dice dice, OpcodeTable table, HostProcessor host) {
    this.dice = dice;
    this.host = host;
    rows =
        table.rows().stream()
            .filter(ProgramGenerator::comparable)
            .filter(row -> host.decidesResults() || hasDefinedResult(row))
            .toList();
  }

  /** Random words of the kinds that programs look for in memory. */
  int[] data() {
    int[] words = new int[Layout.DATA_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = dice.chance(20) ? selector() | dice.next() << 16 : value();
    }
    return words;
  }

  Program next() {
    length = 0;
    starts = 0;
    code16 = dice.chance(25);
    int[] segments = segments();
    int[] general = new int[8];
    for (int i = 0; i < 8; i++) {
      general[i] = value();
    }
    general[4] = stackPointer(segments[Program.SS]);
    int eflags = dice.next() & STATUS_AND_DIRECTION | IF_AND_ONE;
    int wanted = 1 + dice.below(5);
    int instructions = 0;
    boolean open = true;
    while (open && instructions < wanted && length < Layout.MAX_CODE - 40) {
      Encoding row = rows.get(dice.below(rows.size()));
      open = host.undefinedFlags(row.op()) == 0;
      instructions += prepareFor(row);
      instruction(row);
      instructions++;
    }
    byte[] bytes = java.util.Arrays.copyOf(code, length);
    return new Program(general, eflags, segments, bytes, starts, instructions);
  }

  /**
   * Rows whose outcome is the program's own: no system call, nothing that the host's kernel
   * emulates (UMIP), nothing that tells processors apart by design.
   */
  private static boolean comparable(Encoding row) {
    if (row.op() >>> Op.GROUP_BITS >= Op.FPU_ARITHMETIC) {
      return false; // X87ConformanceTest compares these: their state is more than registers
    }
    return switch (row.op()) {
      // SYSENTER is undefined on AMD's processors under a 64-bit system.
      case Op.SYSENTER,
          Op.SYSEXIT,
          Op.CPUID,
          Op.RDTSC,
          Op.SGDT,
          Op.SIDT,
          Op.SLDT,
          Op.STR,
          Op.SMSW ->
          false;
      // Under a hypervisor the trap of INT1 names the instruction itself, not the next one.
      case Op.INT1 -> false;
      default -> true;
    };
  }

  /** False where operand values exist for which the manual leaves the result open. */
  private static boolean hasDefinedResult(Encoding row) {
    return switch (row.op()) {
      case Op.SHLD, Op.SHRD, Op.BSF, Op.BSR, Op.BSWAP, Op.PUSH_SEGMENT -> false;
      default -> true;
    };
  }

  private int[] segments() {
    int[] segments = new int[6];
    LocalSegment shortCode = dice.chance(10) ? LocalSegment.SHORT_CODE : LocalSegment.CODE32;
    segments[Program.CS] = (code16 ? LocalSegment.CODE16 : shortCode).selector();
    LocalSegment stack = LocalSegment.STACK32;
    if (dice.chance(40)) {
      LocalSegment[] others = {
        LocalSegment.STACK16, LocalSegment.DOWN32, LocalSegment.DOWN16, LocalSegment.SHORT_DATA
      };
      stack = others[dice.below(others.length)];
    }
    segments[Program.SS] = stack.selector();
    for (int register : new int[] {Program.DS, Program.ES, Program.FS, Program.GS}) {
      segments[register] = dice.chance(70) ? LocalSegment.DATA.selector() : dataSelector();
    }
    return segments;
  }

  private int dataSelector() {
    LocalSegment[] usable = {
      LocalSegment.SHORT_DATA,
      LocalSegment.DOWN32,
      LocalSegment.DOWN16,
      LocalSegment.READ_ONLY,
      LocalSegment.CODE32,
      LocalSegment.PAGES
    };
    return dice.chance(10) ? 0 : usable[dice.below(usable.length)].selector();
  }

  private int stackPointer(int selector) {
    LocalSegment segment = LocalSegment.values()[selector >>> 3];
    int pointer = dice.chance(90) ? 0x100 + (dice.below(0x380) << 2) : dice.below(0x1000);
    if (segment == LocalSegment.DOWN32) {
      pointer |= 0xfffff000;
    } else if (segment == LocalSegment.DOWN16) {
      pointer |= 0xf000;
    }
    return dice.chance(97) || !segment.bigStack() ? pointer : value();
  }

  /** Numbers at which arithmetic changes its behaviour, small offsets, and anything. */
  private int value() {
    int kind = dice.below(10);
    if (kind < 4) {
      return dice.below(0x1000);
    }
    if (kind < 7) {
      int bit = 1 << dice.below(32);
      return dice.oneOf(0, 1, -1, bit, bit - 1, -bit, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff);
    }
    return dice.next();
  }

  private int selector() {
    return SELECTORS[dice.below(SELECTORS.length)];
  }

  /** All local segments with all RPLs, null selectors, beyond the table, some global ones. */
  private static int[] selectors() {
    int count = LocalSegment.values().length;
    int[] all = new int[count + 8 + count + 16];
    int used = 0;
    for (int i = 0; i < count; i++) {
      all[used++] = i << 3 | 7;
      all[used++] = i << 3 | 4 | i & 3;
    }
    for (int i = 0; i < 4; i++) {
      all[used++] = i;
    }
    for (int i = 0; i < 4; i++) {
      all[used++] = count + i << 3 | 7;
    }
    for (int i = 0; i < 16; i++) {
      all[used++] = i << 3 | i & 3;
    }
    return all;
  }

  /** Instructions in front that make the next one likely to find what it needs. */
  private int prepareFor(Encoding row) {
    if (dice.chance(25)) {
      return 0;
    }
    return switch (row.op()) {
      case Op.MOV_TO_SEGMENT, Op.LAR, Op.LSL, Op.VERR, Op.VERW, Op.ARPL, Op.LLDT, Op.LTR -> {
        for (int register : new int[] {0, 1, 2, 3}) {
          moveImmediate(register, selector());
        }
        yield 4;
      }
      case Op.POP_SEGMENT -> pushes(selector());
      case Op.POPF -> pushes(flags());
      case Op.RET -> pushes(codeOffset());
      case Op.RET_FAR -> pushes(codeSelector(), codeOffset());
      case Op.IRET -> pushes(flags(), codeSelector(), codeOffset());
      default -> 0;
    };
  }

  private int pushes(int... values) {
    for (int value : values) {
      begin();
      byte8(0x68);
      immediate(value, !code16);
    }
    return values.length;
  }

  private void moveImmediate(int register, int value) {
    begin();
    if (code16) {
      byte8(0x66);
    }
    byte8(0xb8 + register);
    byte32(value);
  }

  /** Alignment check is not among them: our processor does not have it. */
  private int flags() {
    return dice.next() & 0x00003fd7 & (dice.chance(90) ? ~0x100 : -1);
  }

  private int codeSelector() {
    int own = (code16 ? LocalSegment.CODE16 : LocalSegment.CODE32).selector();
    return dice.chance(60) ? own : selector();
  }

  /** Anywhere outside the program, mostly within the segment. */
  private int codeOffset() {
    return dice.chance(80) ? dice.below(0x8000) : value() | 0x10000;
  }

  private void instruction(Encoding row) {
    choosePrefixes(row);
    boolean memory = row.operands().stream().anyMatch(Operand::mayBeMemory);
    int modRm = modRm(row);
    int sib = dice.next() & 0xff;
    boolean addressed = memory && modRm >>> 6 != 3;
    if (addressed && dice.chance(70)) {
      pointAddressRegisters(modRm, sib, address32);
    }
    begin();
    for (int i = 0; i < prefixCount; i++) {
      byte8(prefixes[i]);
    }
    if (row.twoByte()) {
      byte8(0x0f);
    }
    byte8(row.hasRegisterInOpcode() ? opcodeRegister(row) : row.opcode());
    if (row.hasModRm()) {
      byte8(modRm);
    }
    if (addressed) {
      address(modRm, sib, address32);
    }
    for (Operand operand : row.operands()) {
      constant(row, operand, operand32, address32);
    }
  }

  private void choosePrefixes(Encoding row) {
    boolean string = Op.group(row.op()) == Op.STRING;
    boolean many = dice.chance(1) && row.op() != Op.UD;
    prefixCount = 0;
    operand32 = !code16;
    address32 = !code16;
    if (dice.chance(30)) {
      prefix(0x66);
      operand32 = code16;
    }
    if (dice.chance(15)) {
      prefix(0x67);
      address32 = code16;
    }
    if (dice.chance(15)) {
      prefix(dice.oneOf(0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65));
    }
    if (mayRepeat(row) && dice.chance(string ? 60 : 3)) {
      prefix(dice.oneOf(0xf2, 0xf3));
      if (string && dice.chance(95)) {
        moveImmediate(1, dice.below(40));
      }
    } else if (mayLock(row) && dice.chance(row.lockable() ? 10 : 1)) {
      prefix(0xf0);
    }
    int wanted = many ? 10 + dice.below(8) : 0;
    while (prefixCount < wanted) {
      prefix(0x3e);
    }
  }

  private void prefix(int value) {
    prefixes[prefixCount++] = value;
  }

  private int modRm(Encoding row) {
    boolean mayBeMemory = row.operands().stream().anyMatch(Operand::mayBeMemory);
    boolean mustBeMemory = row.operands().stream().anyMatch(Operand::mustBeMemory);
    boolean register = mayBeMemory && !mustBeMemory && dice.chance(40);
    int modRm = dice.next() & 0xff;
    if (row.extension() >= 0) {
      modRm = modRm & ~0x38 | row.extension() << 3;
    }
    if (register || row.operands().contains(Operand.Rd)) {
      return modRm | 0xc0;
    }
    return modRm >>> 6 == 3 ? modRm & 0x3f | dice.below(3) << 6 : modRm;
  }

  /** Opcode 90 is NOP and has a row of its own. */
  private int opcodeRegister(Encoding row) {
    int first = row.opcode() == 0x90 ? 1 : 0;
    return row.opcode() + first + dice.below(8 - first);
  }

  /**
   * F3 0F BC and F3 0F BD are TZCNT and LZCNT on the host; before LOOPcc the prefixes are reserved
   * and change its condition there.
   */
  private static boolean mayRepeat(Encoding row) {
    return switch (row.op()) {
      case Op.BSF, Op.BSR, Op.LOOPE, Op.LOOPNE -> false;
      default -> true;
    };
  }

  /** LOCK MOV CR0 means CR8 on processors of AMD, and they ignore LOCK before VERW. */
  private static boolean mayLock(Encoding row) {
    return switch (row.op()) {
      case Op.MOV_FROM_CR, Op.MOV_TO_CR, Op.VERW -> false;
      default -> true;
    };
  }

  /** Loads base and index with small numbers; ESP stays a stack pointer. */
  private void pointAddressRegisters(int modRm, int sib, boolean address32) {
    int rm = modRm & 7;
    if (!address32) {
      int[] registers = {3, 3, 5, 5, 6, 7, 5, 3};
      moveImmediate(registers[rm], dice.below(0x800));
      if (rm < 4) {
        moveImmediate(6 + (rm & 1), dice.below(0x400));
      }
    } else if (rm == 4) {
      if ((sib & 7) != 4) {
        moveImmediate(sib & 7, dice.below(0x800));
      }
      if ((sib >>> 3 & 7) != 4) {
        moveImmediate(sib >>> 3 & 7, dice.below(0x100));
      }
    } else {
      moveImmediate(rm, dice.below(0x800));
    }
  }

  private void address(int modRm, int sib, boolean address32) {
    int mod = modRm >>> 6;
    int rm = modRm & 7;
    int displacement = dice.chance(80) ? dice.below(0x600) : value();
    boolean wide = mod == 2;
    if (address32) {
      if (rm == 4) {
        byte8(sib);
        rm = sib & 7;
      }
      wide |= mod == 0 && rm == 5;
    } else {
      wide |= mod == 0 && rm == 6;
    }
    if (wide) {
      immediate(displacement, address32);
    } else if (mod == 1) {
      byte8(displacement);
    }
  }

  private void constant(Encoding row, Operand operand, boolean operand32, boolean address32) {
    switch (operand) {
      case Ib -> byte8(byteConstant(row));
      case IbS -> byte8(value());
      case Iw -> immediate(dice.chance(80) ? dice.below(64) : value(), false);
      case Iz -> immediate(value(), operand32);
      case Jb -> byte8(dice.oneOf(0, 0x40 + dice.below(0x40), 0x80 + dice.below(0x38)));
      case Jz -> immediate(branchDistance(), operand32);
      case Ob, Ov -> immediate(dice.chance(90) ? dice.below(0x1000) : value(), address32);
      case Ap -> {
        immediate(codeOffset(), operand32);
        immediate(codeSelector(), false);
      }
      default -> {}
    }
  }

  private int byteConstant(Encoding row) {
    int value = dice.next() & 0xff;
    return row.op() == Op.INT && value == 0x80 ? 3 : value;
  }

  private int branchDistance() {
    return dice.oneOf(0, 0x100 + dice.below(0x3000), -0x1000 - dice.below(0x3000), 0x7fff_0000);
  }

  private void begin() {
    starts |= 1L << length;
  }

  private void immediate(int value, boolean wide) {
    if (wide) {
      byte32(value);
    } else {
      byte8(value);
      byte8(value >> 8);
    }
  }

  private void byte32(int value) {
    byte8(value);
    byte8(value >> 8);
    byte8(value >> 16);
    byte8(value >> 24);
  }

  private void byte8(int value) {
    if (length < code.length) {
      code[length++] = (byte) value;
    }
  }
}
