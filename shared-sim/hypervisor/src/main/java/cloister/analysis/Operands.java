package cloister.analysis;

import cloister.cpu.core.Core;
import java.util.ArrayList;
import java.util.List;

/** The registers and memory that a form finds; begins with values that suit most instructions. */
final class Operands {
  private final int[] registers = {
    0x30,
    3,
    0,
    Layout.DATA,
    Layout.STACK,
    Layout.STACK + 0x40,
    Layout.DATA + 0x80,
    Layout.DATA + 0xC0
  };
  private final List<Form.Word> words = new ArrayList<>();
  private final int usual;
  private int flags;

  /** Of the immediate, as far as one is chosen. */
  int immediate = 3;

  /** Of a far pointer in the instruction itself. */
  int selector = Layout.KERNEL_CODE;

  Operands() {
    at(Layout.DATA, 3);
    at(Layout.DATA + 4, 0);
    for (int i = 0; i < 8; i++) {
      at(Layout.STACK + 4 * i, 0x41 + i);
    }
    usual = words.size();
  }

  Operands register(int number, int value) {
    registers[number] = value;
    return this;
  }

  Operands at(int address, int value) {
    words.add(new Form.Word(address, 4, value));
    return this;
  }

  Operands at16(int address, int value) {
    words.add(new Form.Word(address, 2, value));
    return this;
  }

  /** The operand of ModR/M, be it ECX or memory. */
  Operands value(int value) {
    return register(Core.ECX, value).at(Layout.DATA, value);
  }

  Operands flags(int bits) {
    flags = bits;
    return this;
  }

  Operands immediate(int value) {
    immediate = value;
    return this;
  }

  Operands selector(int value) {
    selector = value;
    return this;
  }

  /** What a return finds on the stack, in units of the operand size. */
  Operands frame(int unit, int... values) {
    int address = Layout.STACK;
    for (int value : values) {
      if (unit == 2) {
        at16(address, value);
      } else {
        at(address, value);
      }
      address += unit;
    }
    return this;
  }

  /** A far pointer in memory. */
  Operands pointer(int unit, int offset, int selector) {
    return (unit == 2 ? at16(Layout.DATA, offset) : at(Layout.DATA, offset))
        .at16(Layout.DATA + unit, selector);
  }

  int[] registers() {
    return registers.clone();
  }

  List<Form.Word> words() {
    return List.copyOf(words);
  }

  /** How many words are other than usual; they come last. */
  int chosen() {
    return words.size() - usual;
  }

  int flags() {
    return flags;
  }
}
