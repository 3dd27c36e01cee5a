package cloister.cc.generate.machine;

import java.util.Optional;

/** An operand of a machine instruction before registers are allocated. */
public sealed interface MachineOperand {
  int NO_REGISTER = -1;

  /**
   * A general register: below {@link Registers#FIRST_VIRTUAL} a real one as encoded.
   *
   * @param bits how much of it: 8, 16 or 32
   * @param high the second byte (AH)
   */
  record Reg(int number, int bits, boolean high) implements MachineOperand {
    public static Reg of(int number) {
      return new Reg(number, 32, false);
    }

    public Reg withBits(int count) {
      return new Reg(number, count, false);
    }

    public boolean isVirtual() {
      return number >= Registers.FIRST_VIRTUAL;
    }
  }

  record Number(int value) implements MachineOperand {}

  /** A symbol's address plus some bytes. */
  record SymbolValue(String symbol, int addend) implements MachineOperand {}

  /** Where control goes. */
  record Goal(String label) implements MachineOperand {}

  /** A register of the x87's stack, counted from its top. */
  record Stack(int number) implements MachineOperand {}

  /**
   * Memory.
   *
   * @param slot stands for a base when present
   * @param base a register or {@link #NO_REGISTER}
   * @param index a register or {@link #NO_REGISTER}
   * @param symbol empty without one
   */
  record Memory(
      int bits,
      Optional<Slot> slot,
      int base,
      int index,
      int scale,
      int displacement,
      String symbol)
      implements MachineOperand {
    public static Memory of(int bits, Slot slot, int displacement) {
      return new Memory(bits, Optional.of(slot), NO_REGISTER, NO_REGISTER, 1, displacement, "");
    }

    public static Memory based(int bits, int base, int displacement) {
      return new Memory(bits, Optional.empty(), base, NO_REGISTER, 1, displacement, "");
    }

    public static Memory symbol(int bits, String symbol, int displacement) {
      return new Memory(bits, Optional.empty(), NO_REGISTER, NO_REGISTER, 1, displacement, symbol);
    }

    public Memory withBits(int count) {
      return new Memory(count, slot, base, index, scale, displacement, symbol);
    }

    public Memory plus(int bytes) {
      return new Memory(bits, slot, base, index, scale, displacement + bytes, symbol);
    }

    public Memory withRegisters(int newBase, int newIndex) {
      return new Memory(bits, slot, newBase, newIndex, scale, displacement, symbol);
    }

    public boolean mentions(int register) {
      return base == register || index == register;
    }
  }
}
