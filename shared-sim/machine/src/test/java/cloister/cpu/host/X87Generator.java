package cloister.cpu.host;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import java.util.ArrayList;
import java.util.List;

/** Random x87 instructions on random states, in which special values are frequent. */
final class X87Generator {
  private static final int[][] SPECIALS = {
    {0, 0, 0},
    {0x3fff, 0x80000000, 0},
    {0x7fff, 0x80000000, 0},
    {0x7fff, 0xc0000000, 0},
    {0x7fff, 0xc0000000, 1},
    {0x7fff, 0x80000000, 1},
    {0x7fff, 0xa0000000, 0x1234},
    {0x7fff, 0xffffffff, 0xffffffff},
    {0x7fff, 0x40000000, 0},
    {0x7fff, 0, 0},
    {0x7ffe, 0xffffffff, 0xffffffff},
    {1, 0x80000000, 0},
    {1, 0xffffffff, 0xffffffff},
    {0, 0x80000000, 0},
    {0, 0x7fffffff, 0xffffffff},
    {0, 0, 1},
    {0, 0x00001000, 0},
    {0x3fff, 0x7fffffff, 0xffffffff},
    {0x3fff, 0, 0},
    {0x4000, 0xc90fdaa2, 0x2168c235},
    {0x3ffe, 0x80000000, 0},
    {0x3ffe, 0xffffffff, 0xffffffff},
    {0x403e, 0x80000000, 0},
    {0x403d, 0xffffffff, 0xffffffff},
    {0x401e, 0x80000000, 0},
    {0x401d, 0xffffffff, 0x00000000},
    {0x400e, 0x80000000, 0},
    {0x400d, 0xffff0000, 0},
    {0x400d, 0xfffe8000, 0},
    {0x403a, 0xde0b6b3a, 0x763ffff0},
    {0x403a, 0xde0b6b3a, 0x76400000}
  };
  private static final int[] EDGES = {
    0, 1, 2, 0x3c00, 0x3c01, 0x3bcd, 0x3bcc, 0x3f81, 0x3f80, 0x3f6a, 0x407e, 0x407f, 0x43fe, 0x43ff,
    0x7ffd, 0x7ffe, 0x3ffe, 0x3fff, 0x403d, 0x403e, 0x403f, 0x3fbe, 0x3fbf
  };

  private final Dice dice;
  private final List<byte[]> instructions = new ArrayList<>();
  private final OpcodeTable table;

  /**
   * @param only a mnemonic, or the empty text for all
   */
  X87Generator(Dice dice, OpcodeTable table, String only) {
    this.dice = dice;
    this.table = table;
    for (int opcode = 0xd8; opcode < 0xe0; opcode++) {
      for (int second = 0xc0; second < 0x100; second++) {
        add(table.find(false, opcode, second), only, opcode, second);
      }
      for (int reg = 0; reg < 8; reg++) {
        add(table.find(false, opcode, reg << 3), only, opcode, reg << 3 | 6);
      }
    }
  }

  private void add(Encoding row, String only, int opcode, int second) {
    boolean wanted =
        row != null
            && (only.isEmpty() || row.names().at32().equals(only))
            && switch (row.op()) {
              case Op.FLDENV, Op.FNSTENV, Op.FNSAVE, Op.FRSTOR -> false;
              default -> true;
            };
    if (wanted) {
      instructions.add(new byte[] {(byte) opcode, (byte) second});
    }
  }

  /** The row of the trial's instruction. */
  Encoding row(X87Trial trial) {
    return table.find(false, trial.code[0] & 0xff, trial.code[1] & 0xff);
  }

  X87Trial next() {
    X87Trial trial = new X87Trial();
    byte[] bytes = instructions.get(dice.below(instructions.size()));
    trial.code[0] = bytes[0];
    trial.code[1] = bytes[1];
    trial.length = 2;
    boolean masked = dice.chance(60);
    int control = dice.next() & 0x0f00 | 0x40 | (masked ? 0x3f : dice.next() & 0x3f);
    if ((control & 0x300) == 0x100) {
      control |= 0x300;
    }
    int status = dice.next() & 0x7f7f;
    boolean pending = dice.chance(3);
    if (!pending) {
      status &= control & 0x3f | 0x7f40;
    }
    trial.image[0] = control | 0xffff0000;
    trial.image[1] = status | 0xffff0000;
    trial.image[2] = 0xffff0000 | tags();
    for (int i = 0; i < 8; i++) {
      register(trial, i);
    }
    relate(trial);
    memory(trial);
    trial.eflags = 0x202 | dice.next() & 0x8d5;
    trial.eax = dice.next();
    return trial;
  }

  private int tags() {
    if (dice.chance(60)) {
      return dice.chance(50) ? 0 : 3 << 2 * dice.below(8);
    }
    int tags = 0;
    for (int i = 0; i < 8; i++) {
      tags |= dice.chance(25) ? 3 << 2 * i : 0;
    }
    return tags;
  }

  private void register(X87Trial trial, int index) {
    int sign = dice.next() & 0x8000;
    if (dice.chance(30)) {
      int[] special = SPECIALS[dice.below(SPECIALS.length)];
      trial.setRegister(index, special[0] | sign, special[1], special[2]);
      return;
    }
    int high = significandWord() | 0x80000000;
    if (dice.chance(3)) {
      high &= 0x7fffffff;
    }
    trial.setRegister(index, exponent() | sign, high, significandWord());
  }

  private int exponent() {
    return switch (dice.below(8)) {
      case 0 -> dice.next() & 0x7fff;
      case 1 -> EDGES[dice.below(EDGES.length)] + dice.below(5) - 2 & 0x7fff;
      case 2 -> 0x3fff + dice.below(140) - 70;
      case 3 -> 0x3fff - dice.below(70);
      default -> 0x3fff + dice.below(16) - 8;
    };
  }

  private int significandWord() {
    return switch (dice.below(6)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> dice.next() & -1 << dice.below(32);
      case 3 -> 1 << dice.below(32);
      default -> dice.next();
    };
  }

  /** Sometimes ST(1) is near ST(0), or equal. */
  private void relate(X87Trial trial) {
    if (dice.chance(20)) {
      int sign = dice.next() & 0x8000;
      int exponent = trial.signExponent(0) & 0x7fff;
      int low = trial.low(0) + dice.below(5) - 2;
      trial.setRegister(1, sign | exponent + dice.below(3) - 1 & 0x7fff, trial.high(0), low);
    }
  }

  private void memory(X87Trial trial) {
    for (int i = 0; i < 4; i++) {
      trial.memory[i] = significandWord();
    }
    switch (dice.below(6)) {
      case 0 -> {
        X87Trial scratch = new X87Trial();
        register(scratch, 0);
        trial.memory[0] = scratch.low(0);
        trial.memory[1] = scratch.high(0);
        trial.memory[2] = scratch.signExponent(0);
      }
      case 1 -> single(trial);
      case 2 -> doublePrecision(trial);
      case 3 -> {
        for (int i = 0; i < 3; i++) {
          trial.memory[i] = decimalDigits();
        }
      }
      default -> {}
    }
  }

  private int decimalDigits() {
    int word = 0;
    for (int i = 0; i < 8; i++) {
      word = word << 4 | dice.below(10);
    }
    return word;
  }

  private void single(X87Trial trial) {
    int exponent = dice.oneOf(0, 1, 126, 127, 128, 254, 255, dice.below(256));
    trial.memory[0] = dice.next() & 0x80000000 | exponent << 23 | significandWord() >>> 9;
  }

  private void doublePrecision(X87Trial trial) {
    int exponent = dice.oneOf(0, 1, 1022, 1023, 1024, 2046, 2047, dice.below(2048));
    trial.memory[1] = dice.next() & 0x80000000 | exponent << 20 | significandWord() >>> 12;
  }
}
