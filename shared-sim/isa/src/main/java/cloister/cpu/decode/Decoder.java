package cloister.cpu.decode;

import cloister.bits.Bits;

/**
 * Turns instruction bytes into a {@link Slot} (SDM 2, chapter 2). It knows no processor state but
 * the default sizes; what it cannot decode becomes {@link Op#UD}, with the reason in C.
 */
public final class Decoder {
  /** Longest instruction of the architecture. */
  public static final int MAX_LENGTH = 15;

  /** Reasons for {@link Op#UD}, in the C word. */
  public static final int BECAUSE_UNDEFINED = 0;

  public static final int BECAUSE_OPERAND = 1;
  public static final int BECAUSE_LOCK = 2;

  /** {@link #decode}'s answer when the instruction is longer than 15 bytes. */
  public static final int TOO_LONG = -1;

  private static final int DS = 3;
  private static final int SS = 2;

  private final OpcodeTable table;

  private CodeSource source = distance -> 0xff;
  private int position;
  private int[] code = {};
  private int at;

  private boolean operand32;
  private boolean address32;
  private int segmentOverride;
  private int repeat;
  private boolean sizePrefix;
  private boolean lock;

  private int modRm;
  private int reason;

  public Decoder(OpcodeTable table) {
    this.table = table;
  }

  /**
   * Decodes one instruction.
   *
   * @param source its bytes
   * @param code32 default operand and address size 32 (CS.D)
   * @param code array that receives the slot
   * @param at index of the slot in {@code code}
   * @return length in bytes, or {@link #TOO_LONG}
   */
  public int decode(CodeSource source, boolean code32, int[] code, int at) {
    this.source = source;
    this.code = code;
    this.at = at;
    position = 0;
    operand32 = code32;
    address32 = code32;
    segmentOverride = -1;
    repeat = Slot.REPEAT_NONE;
    sizePrefix = false;
    lock = false;
    reason = BECAUSE_UNDEFINED;
    for (int i = 0; i < Slot.STRIDE; i++) {
      code[at + i] = 0;
    }
    int opcode = prefixes(code32);
    boolean twoByte = opcode == 0x0f;
    if (twoByte) {
      opcode = next8();
      opcode = opcode == Encoding.ESCAPE >> 8 ? Encoding.ESCAPE | next8() : opcode;
    }
    modRm = -1;
    Encoding encoding = find(twoByte, opcode);
    if (encoding == null) {
      position += table.dependsOnRegField(twoByte, opcode) ? 1 : 0;
      undefined();
    } else if (!operands(encoding, opcode)) {
      undefined();
    }
    if (position > MAX_LENGTH) {
      return TOO_LONG;
    }
    code[at + Slot.LENGTH] = position;
    return position;
  }

  /** Skips prefixes and returns the first opcode byte. */
  private int prefixes(boolean code32) {
    while (position < MAX_LENGTH) {
      int value = next8();
      switch (value) {
        case 0x26 -> segmentOverride = 0;
        case 0x2e -> segmentOverride = 1;
        case 0x36 -> segmentOverride = 2;
        case 0x3e -> segmentOverride = 3;
        case 0x64 -> segmentOverride = 4;
        case 0x65 -> segmentOverride = 5;
        case 0x66 -> {
          operand32 = !code32;
          sizePrefix = true;
        }
        case 0x67 -> address32 = !code32;
        case 0xf0 -> lock = true;
        case 0xf2 -> repeat = Slot.REPEAT_NOT_EQUAL;
        case 0xf3 -> repeat = Slot.REPEAT_EQUAL;
        default -> {
          return value;
        }
      }
    }
    position = MAX_LENGTH + 1;
    return 0x90;
  }

  private Encoding find(boolean twoByte, int opcode) {
    Encoding encoding = table.find(twoByte, opcode, source.byteAt(position));
    return table.withPrefix(encoding, prefix());
  }

  /** The one that may belong to the opcode. */
  private int prefix() {
    if (repeat != Slot.REPEAT_NONE) {
      return repeat == Slot.REPEAT_EQUAL ? 0xf3 : 0xf2;
    }
    return sizePrefix ? 0x66 : 0;
  }

  private void undefined() {
    code[at + Slot.OP] = Slot.header(Op.UD, 0, operand32, address32, 0, 0);
    code[at + Slot.C] = reason;
  }

  /** Fills the slot; false when the operands make the instruction undefined. */
  private boolean operands(Encoding encoding, int opcode) {
    if (encoding.hasModRm()) {
      modRm = next8();
    }
    int size = 0;
    for (int i = 0; i < encoding.operands().size(); i++) {
      Operand operand = encoding.operands().get(i);
      if (operand.mayBeMemory()) {
        if (modRm >>> 6 != 3) {
          memoryOperand();
        } else if (operand.mustBeMemory()) {
          return refuse(BECAUSE_OPERAND);
        }
      }
      if (i == 0 || encoding.op() == Op.OUT) {
        size = Math.max(size, sizeOf(operand));
      }
    }
    if (encoding.operands().isEmpty()) {
      size = (opcode & 1) == 0 ? 0 : wordSize();
    }
    for (int i = 0; i < encoding.operands().size(); i++) {
      int slotIndex = i == 0 ? Slot.A : i == 1 ? Slot.B : Slot.C;
      int word = operand(encoding.operands().get(i), opcode);
      if (word < 0) {
        return refuse(BECAUSE_OPERAND);
      }
      code[at + slotIndex] = word;
    }
    if (encoding.op() == Op.LOAD_FAR_POINTER) {
      code[at + Slot.C] = farPointerRegister(opcode);
    }
    if (encoding.operands().isEmpty() || implicitMemory(encoding)) {
      code[at + Slot.EA] =
          Slot.ea(
              Slot.NO_REGISTER,
              Slot.NO_REGISTER,
              0,
              segmentOverride >= 0 ? segmentOverride : DS,
              address32);
    }
    if (lock && !lockAllowed(encoding)) {
      return refuse(BECAUSE_LOCK);
    }
    if (opcode >>> 3 == 0x1b && !encoding.twoByte()) {
      code[at + Slot.IMMEDIATE] = (opcode & 7) << 8 | modRm;
    }
    code[at + Slot.OP] =
        Slot.header(encoding.op(), size, operand32, address32, repeat, encoding.condition());
    return true;
  }

  private boolean lockAllowed(Encoding encoding) {
    boolean memory = Slot.isMemory(code[at + Slot.A]) || encoding.op() == Op.CMPXCHG8B;
    return encoding.lockable() && memory;
  }

  private static boolean implicitMemory(Encoding encoding) {
    return Op.group(encoding.op()) == Op.STRING;
  }

  private boolean refuse(int because) {
    reason = because;
    return false;
  }

  private int wordSize() {
    return operand32 ? 2 : 1;
  }

  private int sizeOf(Operand operand) {
    return switch (operand) {
      case Eb, Gb, Ob, Zb, AL -> 0;
      case Ew, Gw, Sw -> 1;
      case Ed, Gd, Rd, Cd, Dd -> 2;
      case Ev, Gv, Ov, Zv, eAX, Es, Iz, IbS, M, Mp, Ma, Jb, Jz, Ap -> wordSize();
      default -> 0;
    };
  }

  /** The operand word, or -1 when there is no such operand. Immediates are fetched in order. */
  private int operand(Operand operand, int opcode) {
    int reg = modRm >>> 3 & 7;
    return switch (operand) {
      case Eb -> registerOrMemory(0);
      case Ew -> registerOrMemory(1);
      case Ev -> registerOrMemory(wordSize());
      case Ed -> registerOrMemory(2);
      case Es ->
          modRm >>> 6 == 3 ? register(wordSize(), modRm & 7) : Slot.operand(Slot.MEMORY16, 0);
      case Gb -> register(0, reg);
      case Gw -> register(1, reg);
      case Gv -> register(wordSize(), reg);
      case Gd -> register(2, reg);
      case Rd -> register(2, modRm & 7);
      case Cd -> reg == 1 || reg > 4 ? -1 : Slot.operand(Slot.CONTROL_REGISTER, reg);
      case Dd -> Slot.operand(Slot.DEBUG_REGISTER, reg);
      case Sw -> reg > 5 ? -1 : Slot.operand(Slot.SEGMENT_REGISTER, reg);
      case Zb -> register(0, opcode & 7);
      case Zv -> register(wordSize(), opcode & 7);
      case AL -> register(0, 0);
      case AX -> register(1, 0);
      case eAX -> register(wordSize(), 0);
      case CL -> register(0, 1);
      case DX -> register(1, 2);
      case ES, CS, SS, DS, FS, GS ->
          Slot.operand(Slot.SEGMENT_REGISTER, operand.ordinal() - Operand.ES.ordinal());
      case Ib -> immediate(next8());
      case IbS, Jb -> immediate(Bits.signExtend8(next8()));
      case Iw -> immediate(next16());
      case Iz -> immediate(operand32 ? next32() : next16());
      case Jz -> immediate(operand32 ? next32() : Bits.signExtend16(next16()));
      case ONE -> immediate(1);
      case THREE -> immediate(3);
      case Ap -> farPointer();
      case Ob -> directOffset(0);
      case Ov -> directOffset(wordSize());
      case M, Mp, Ms, Ma, Mq -> Slot.operand(Slot.MEMORY_ADDRESS, 0);
      case M32fp, M64fp, M80fp, M16int, M32int, M64int, M80bcd, M2byte ->
          Slot.operand(Slot.FLOATING_MEMORY, operand.ordinal() - Operand.M32fp.ordinal());
      case ST0 -> Slot.operand(Slot.STACK_REGISTER, 0);
      case STi -> Slot.operand(Slot.STACK_REGISTER, modRm & 7);
    };
  }

  private int registerOrMemory(int size) {
    return modRm >>> 6 == 3 ? register(size, modRm & 7) : Slot.operand(Slot.MEMORY8 + size, 0);
  }

  private static int register(int size, int number) {
    return Slot.operand(Slot.REGISTER8 + size, number);
  }

  /** The second immediate of ENTER goes to the C word's neighbour, the displacement. */
  private int immediate(int value) {
    if (code[at + Slot.A] == Slot.operand(Slot.CONSTANT, 0)) {
      code[at + Slot.DISPLACEMENT] = value;
    } else {
      code[at + Slot.IMMEDIATE] = value;
    }
    return Slot.operand(Slot.CONSTANT, 0);
  }

  private int farPointer() {
    code[at + Slot.IMMEDIATE] = operand32 ? next32() : next16();
    code[at + Slot.DISPLACEMENT] = next16();
    return Slot.operand(Slot.CONSTANT, 1);
  }

  private int directOffset(int size) {
    code[at + Slot.DISPLACEMENT] = address32 ? next32() : next16();
    setEa(Slot.NO_REGISTER, Slot.NO_REGISTER, 0, DS);
    return Slot.operand(Slot.MEMORY8 + size, 0);
  }

  private static int farPointerRegister(int opcode) {
    return switch (opcode) {
      case 0xc4 -> 0;
      case 0xc5 -> 3;
      case 0xb2 -> 2;
      case 0xb4 -> 4;
      default -> 5;
    };
  }

  private void memoryOperand() {
    if (address32) {
      memory32();
    } else {
      memory16();
    }
  }

  private void memory16() {
    int mod = modRm >>> 6;
    int rm = modRm & 7;
    int base =
        switch (rm) {
          case 0, 1, 7 -> 3;
          case 2, 3 -> 5;
          case 4 -> 6;
          case 5 -> 7;
          default -> mod == 0 ? Slot.NO_REGISTER : 5;
        };
    int index =
        switch (rm) {
          case 0, 2 -> 6;
          case 1, 3 -> 7;
          default -> Slot.NO_REGISTER;
        };
    if (mod == 1) {
      code[at + Slot.DISPLACEMENT] = Bits.signExtend8(next8());
    } else if (mod == 2 || rm == 6 && mod == 0) {
      code[at + Slot.DISPLACEMENT] = next16();
    }
    setEa(base, index, 0, base == 5 ? SS : DS);
  }

  private void memory32() {
    int mod = modRm >>> 6;
    int base = modRm & 7;
    int index = Slot.NO_REGISTER;
    int scale = 0;
    if (base == 4) {
      int sib = next8();
      base = sib & 7;
      index = (sib >>> 3 & 7) == 4 ? Slot.NO_REGISTER : sib >>> 3 & 7;
      scale = sib >>> 6;
    }
    boolean displacement32 = mod == 2 || mod == 0 && base == 5;
    if (mod == 0 && base == 5) {
      base = Slot.NO_REGISTER;
    }
    if (mod == 1) {
      code[at + Slot.DISPLACEMENT] = Bits.signExtend8(next8());
    } else if (displacement32) {
      code[at + Slot.DISPLACEMENT] = next32();
    }
    setEa(base, index, scale, base == 4 || base == 5 ? SS : DS);
  }

  private void setEa(int base, int index, int scale, int defaultSegment) {
    int segment = segmentOverride >= 0 ? segmentOverride : defaultSegment;
    code[at + Slot.EA] = Slot.ea(base, index, scale, segment, address32);
  }

  private int next8() {
    return source.byteAt(position++);
  }

  private int next16() {
    return next8() | next8() << 8;
  }

  private int next32() {
    return next16() | next16() << 16;
  }
}
