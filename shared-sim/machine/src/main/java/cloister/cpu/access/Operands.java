package cloister.cpu.access;

import cloister.cpu.core.Core;
import cloister.cpu.decode.Slot;

/** Reads and writes the operands of a decoded instruction. */
public final class Operands {
  private final Core core;
  private final int[] general;
  private final DataPath data;

  public Operands(Core core, DataPath data) {
    this.core = core;
    general = core.general;
    this.data = data;
  }

  /** Offset of the memory operand in its segment (SDM 1, 3.7.5). */
  public int offset(int[] code, int at) {
    int ea = code[at + Slot.EA];
    int offset =
        code[at + Slot.DISPLACEMENT]
            + general[Slot.eaBase(ea)]
            + (general[Slot.eaIndex(ea)] << Slot.eaScale(ea));
    return Slot.eaAddress32(ea) ? offset : offset & 0xffff;
  }

  /** Offset of a later part of the memory operand; it wraps at the address size. */
  public int offset(int[] code, int at, int distance) {
    int offset = offset(code, at) + distance;
    return Slot.eaAddress32(code[at + Slot.EA]) ? offset : offset & 0xffff;
  }

  /** Linear address of the memory operand. */
  public int linear(int[] code, int at) {
    return core.segments.base[segment(code, at)] + offset(code, at);
  }

  public int segment(int[] code, int at) {
    return Slot.eaSegment(code[at + Slot.EA]);
  }

  /** The operand's value, zero-extended. */
  public int read(int[] code, int at, int operand) {
    int register = operand & 15;
    return switch (operand >> 4) {
      case Slot.REGISTER32 -> general[register];
      case Slot.CONSTANT -> code[at + Slot.IMMEDIATE];
      case Slot.MEMORY32 -> data.read32(segment(code, at), offset(code, at));
      case Slot.REGISTER8 -> register8(register);
      case Slot.REGISTER16 -> general[register] & 0xffff;
      case Slot.MEMORY8 -> data.read8(segment(code, at), offset(code, at));
      case Slot.MEMORY16 -> data.read16(segment(code, at), offset(code, at));
      case Slot.SEGMENT_REGISTER -> core.segments.selector[register];
      default -> throw new IllegalStateException("operand " + operand + " has no value");
    };
  }

  /** The value of an operand that the same instruction writes afterwards, zero-extended. */
  public int readToWrite(int[] code, int at, int operand) {
    return Slot.isMemory(operand)
        ? data.readToWrite(segment(code, at), offset(code, at), Slot.memoryBytes(operand))
        : read(code, at, operand);
  }

  public void write(int[] code, int at, int operand, int value) {
    int register = operand & 15;
    switch (operand >> 4) {
      case Slot.REGISTER32 -> general[register] = value;
      case Slot.MEMORY32 -> data.write32(segment(code, at), offset(code, at), value);
      case Slot.REGISTER8 -> setRegister8(register, value);
      case Slot.REGISTER16 -> general[register] = general[register] & 0xffff0000 | value & 0xffff;
      case Slot.MEMORY8 -> data.write8(segment(code, at), offset(code, at), value);
      case Slot.MEMORY16 -> data.write16(segment(code, at), offset(code, at), value);
      default -> throw new IllegalStateException("operand " + operand + " cannot be written");
    }
  }

  /** A doubleword behind the memory operand. */
  public int readBehind(int[] code, int at, int distance) {
    return data.read32(segment(code, at), offset(code, at, distance));
  }

  /** Writes eight bytes, or nothing. */
  public void writeLong(int[] code, int at, int low, int high) {
    int segment = segment(code, at);
    data.checkWrite(segment, offset(code, at), 4);
    data.write32(segment, offset(code, at, 4), high);
    data.write32(segment, offset(code, at), low);
  }

  /** AL CL DL BL AH CH DH BH. */
  public int register8(int register) {
    return general[register & 3] >>> (register & 4) * 2 & 0xff;
  }

  public void setRegister8(int register, int value) {
    int shift = (register & 4) * 2;
    int cleared = general[register & 3] & ~(0xff << shift);
    general[register & 3] = cleared | (value & 0xff) << shift;
  }

  /** A general register at operand size 0, 1 or 2, zero-extended. */
  public int register(int number, int size) {
    return switch (size) {
      case 0 -> register8(number);
      case 1 -> general[number] & 0xffff;
      default -> general[number];
    };
  }

  public void setRegister(int number, int size, int value) {
    switch (size) {
      case 0 -> setRegister8(number, value);
      case 1 -> general[number] = general[number] & 0xffff0000 | value & 0xffff;
      default -> general[number] = value;
    }
  }

  /** ECX, ESI or EDI as the address size sees it. */
  public int addressRegister(int number, boolean address32) {
    return address32 ? general[number] : general[number] & 0xffff;
  }

  public void setAddressRegister(int number, boolean address32, int value) {
    general[number] = address32 ? value : general[number] & 0xffff0000 | value & 0xffff;
  }
}
