package cloister.cpu.disasm;

import cloister.bits.Ascii;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Operand;
import java.util.ArrayList;
import java.util.List;

/** Reads the operands of one instruction as text, and its mnemonic, which sizes can change. */
final class OperandTexts {
  private final Cursor cursor;
  private final Prefixes prefixes;
  private final Encoding row;
  private final int opcode;
  private final int address;
  private final int bits;
  private final int operandBits;
  private final int addressBits;
  private ModRm modRm = new ModRm(3, 0, 0, "");
  private boolean valid = true;
  private boolean sizeShown;
  private boolean addressShown;

  OperandTexts(Cursor cursor, Prefixes prefixes, Encoding row, int opcode, int address, int bits) {
    this.cursor = cursor;
    this.prefixes = prefixes;
    this.row = row;
    this.opcode = opcode;
    this.address = address;
    this.bits = bits;
    operandBits = prefixes.operandSize ? 48 - bits : bits;
    addressBits = prefixes.addressSize ? 48 - bits : bits;
  }

  List<String> read() {
    if (row.hasModRm()) {
      modRm = ModRm.read(cursor, addressBits, bits);
    }
    List<String> texts = new ArrayList<>();
    for (Operand operand : row.operands()) {
      texts.add(text(operand));
    }
    boolean counts = row.op() == Op.LOOP || row.op() == Op.LOOPE || row.op() == Op.LOOPNE;
    if (counts && addressBits != bits) {
      texts.add(Registers.general(1, addressBits));
      addressShown = true;
    }
    return List.copyOf(texts);
  }

  /** False when the operands make the opcode undefined. */
  boolean valid() {
    return valid;
  }

  String mnemonic() {
    if (row.op() == Op.JCXZ) {
      addressShown = true;
      return addressBits == 16 ? row.names().at16() : row.names().at32();
    }
    String name = operandBits == 16 ? row.names().at16() : row.names().at32();
    return operandBits == bits && hasShortName() ? name.substring(0, name.length() - 1) : name;
  }

  /** Where NASM's name for the current size has no size letter. */
  private boolean hasShortName() {
    return switch (row.op()) {
      case Op.IRET, Op.PUSHA, Op.POPA, Op.PUSHF, Op.POPF -> true;
      default -> false;
    };
  }

  /** Forgets the prefixes that the mnemonic or an operand shows. */
  void hideWhatNamesShow() {
    boolean named = row.names().dependsOnSize() && row.op() != Op.JCXZ;
    if (sizeShown || named) {
      prefixes.operandSize = false;
    }
    if (addressShown || row.op() == Op.JCXZ) {
      prefixes.addressSize = false;
    }
  }

  private String text(Operand operand) {
    return switch (operand) {
      case Eb -> registerOrMemory(8, operand);
      case Ew -> registerOrMemory(16, operand);
      case Ev -> registerOrMemory(operandBits, operand);
      case Ed -> registerOrMemory(32, operand);
      case Es -> modRm.isRegister() ? sized(modRm.rm()) : memory("word ");
      case Gb -> Registers.general(modRm.reg(), 8);
      case Gw -> Registers.general(modRm.reg(), 16);
      case Gv -> sized(modRm.reg());
      case Gd -> Registers.general(modRm.reg(), 32);
      case Rd -> Registers.general(modRm.rm(), 32);
      case Zb -> Registers.general(opcode & 7, 8);
      case Zv -> sized(opcode & 7);
      case AL -> "al";
      case CL -> "cl";
      case DX -> "dx";
      case eAX -> sized(0);
      case ONE -> "1";
      case Sw -> segment();
      case Cd -> "cr" + modRm.reg();
      case Dd -> "dr" + modRm.reg();
      case M, Ms, Ma -> memory("");
      case Mp -> farMemory();
      case Mq, M64fp, M64int -> memory("qword ");
      case M32fp, M32int -> memory("dword ");
      case M16int -> memory("word ");
      case M80fp -> memory("tword ");
      case M80bcd, M2byte -> memory("");
      case STi -> "st" + modRm.rm();
      case Ob, Ov -> brackets("", ModRm.direct(cursor, addressBits, bits));
      case Ib -> byteNumber();
      case IbS -> signedByte();
      case Iw -> Numerals.hex(cursor.next16());
      case Iz -> number();
      case Jb -> branch(cursor.signed8(), takesDistance() ? "short " : "");
      case Jz -> nearBranch();
      case Ap -> farPointer();
      default -> fixed(operand);
    };
  }

  private static String fixed(Operand operand) {
    return Ascii.lower(operand.name());
  }

  private String sized(int register) {
    sizeShown = true;
    return Registers.general(register, operandBits);
  }

  private String segment() {
    valid &= Registers.isSegment(modRm.reg());
    return valid ? Registers.segment(modRm.reg()) : "";
  }

  private String registerOrMemory(int size, Operand operand) {
    sizeShown |= operand == Operand.Ev;
    if (modRm.isRegister()) {
      return Registers.general(modRm.rm(), size);
    }
    return memory(registerShows(operand) ? "" : sizeWord(size));
  }

  /** True when a register beside it tells the size of memory. */
  private boolean registerShows(Operand memory) {
    List<Operand> operands = row.operands();
    return switch (memory) {
      case Eb -> row.op() != Op.MOVZX && row.op() != Op.MOVSX && operands.contains(Operand.Gb);
      case Ew -> operands.contains(Operand.Gw);
      case Ed -> operands.contains(Operand.Gd);
      default -> operands.contains(Operand.Gv);
    };
  }

  private String memory(String size) {
    valid &= !modRm.isRegister();
    return brackets(size, modRm.address());
  }

  private String brackets(String size, String inner) {
    String override = prefixes.segment.isEmpty() ? "" : prefixes.segment + ":";
    prefixes.segment = "";
    addressShown = true;
    return size + "[" + override + inner + "]";
  }

  private String farMemory() {
    boolean branches = row.op() == Op.CALL_FAR || row.op() == Op.JMP_FAR;
    if (!branches) {
      return memory("");
    }
    return memory(unusualSize() + "far ");
  }

  /** The operand size as a word when it is not the one that counts without a word. */
  private String unusualSize() {
    sizeShown = true;
    return operandBits == bits ? "" : sizeWord(operandBits);
  }

  private static String sizeWord(int size) {
    return switch (size) {
      case 8 -> "byte ";
      case 16 -> "word ";
      default -> "dword ";
    };
  }

  /** A shift by one written in two bytes says so, because the shorter form would be chosen. */
  private String byteNumber() {
    int value = cursor.next8();
    boolean shift = Op.group(row.op()) == Op.SHIFT && row.operands().size() == 2;
    return (shift && value == 1 ? "byte " : "") + Numerals.hex(value);
  }

  private String signedByte() {
    int value = cursor.signed8();
    String size = row.op() == Op.PUSH ? unusualSize() : "";
    return size + (isLogical() ? Numerals.masked(value, operandBits) : Numerals.signed(value));
  }

  private boolean isLogical() {
    return row.op() == Op.AND || row.op() == Op.OR || row.op() == Op.XOR;
  }

  private String number() {
    int value = cursor.next(operandBits);
    int seen = operandBits == 16 ? (short) value : value;
    boolean strict = hasByteForm() && seen == (byte) seen;
    String size = row.op() == Op.PUSH ? unusualSize() : "";
    if (strict) {
      size = "strict " + sizeWord(operandBits);
    }
    return size + Numerals.masked(value, operandBits);
  }

  /** True when a small number has a shorter encoding. */
  private boolean hasByteForm() {
    boolean arithmetic = Op.group(row.op()) == Op.ARITHMETIC && row.op() <= Op.CMP;
    return arithmetic || row.op() == Op.PUSH || row.op() == Op.IMUL;
  }

  private boolean takesDistance() {
    return row.op() == Op.JMP || row.op() == Op.JCC;
  }

  private String nearBranch() {
    String size = unusualSize();
    String distance = !takesDistance() ? "" : size.isEmpty() ? "near " : "";
    return branch(cursor.next(operandBits), distance + size);
  }

  private String branch(int distance, String words) {
    int target = address + cursor.position() + distance;
    return words + Numerals.masked(target, operandBits);
  }

  private String farPointer() {
    String size = unusualSize();
    int offset = cursor.next(operandBits);
    return size + Numerals.hex(cursor.next16()) + ":" + Numerals.hex(offset);
  }
}
