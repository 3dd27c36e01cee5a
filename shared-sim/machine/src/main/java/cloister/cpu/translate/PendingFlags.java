package cloister.cpu.translate;

import cloister.cpu.alu.Alu;

/**
 * The status flags of a region while it is written: which instruction they follow from, and code
 * for what they are.
 *
 * <p>{@link Local#RESULT} always holds the last result. The carries are computed only when somebody
 * asks: until then {@link Local#FIRST} and {@link Local#SECOND} hold what they follow from. At the
 * border of two nodes {@link Local#KIND} says how, so that no work is done for flags that nobody
 * reads.
 */
final class PendingFlags {
  /** {@link Local#KIND} says it. */
  static final int UNKNOWN = -1;

  /** {@link Local#CARRIES} has them. */
  static final int KEPT = 0;

  /** No carries. */
  static final int LOGIC = 1;

  /** FIRST and SECOND were added or subtracted, with or without a carry. */
  static final int ADD = 2;

  static final int SUBTRACT = 3;
  static final int ADD_WITH_CARRY = 4;
  static final int SUBTRACT_WITH_BORROW = 5;

  /** The same of bytes and words, zero-extended. */
  static final int SUBTRACT8 = 6;

  static final int SUBTRACT16 = 7;
  static final int ADD8 = 8;
  static final int ADD16 = 9;

  /** One was added to FIRST or subtracted from it, and the top bit of CARRIES is still CF. */
  static final int STEP_UP = 10;

  static final int STEP_DOWN = 11;

  /** The top bits of FIRST and SECOND are those of the carries: CF, and where OF comes from. */
  static final int SHIFTED = 12;

  /** What {@link Local#KIND} may say, the frequent ones first. */
  private static final int[] KINDS = {
    KEPT,
    LOGIC,
    SUBTRACT,
    SHIFTED,
    STEP_UP,
    STEP_DOWN,
    ADD,
    SUBTRACT8,
    ADD8,
    SUBTRACT16,
    ADD16,
    SUBTRACT_WITH_BORROW,
    ADD_WITH_CARRY
  };

  /** CF in the carries, and the bit that differs from it where OF is set. */
  static final int CARRY = 0x80000000;

  static final int INTO_TOP = 0x40000000;
  private static final int PARITY = 0x9669;

  private final RegionCode code;
  private int kind = UNKNOWN;

  PendingFlags(RegionCode code) {
    this.code = code;
  }

  int kind() {
    return kind;
  }

  void set(int kind) {
    this.kind = kind;
  }

  /** Says in the region what is known here; before it goes elsewhere. */
  void tell(int known) {
    if (known != UNKNOWN) {
      code.constant(known);
      code.set(Local.KIND);
    }
  }

  /** Computes the carries. */
  void keep() {
    if (kind == UNKNOWN) {
      keepWhatever();
    } else {
      keep(kind);
    }
    kind = KEPT;
  }

  /** Computes the carries by what {@link Local#KIND} says. */
  void keepWhatever() {
    keepWhatever(0);
    tell(KEPT);
  }

  private void keepWhatever(int from) {
    if (from == KINDS.length - 1) {
      keep(KINDS[from]);
      return;
    }
    code.attempt();
    code.get(Local.KIND);
    code.constant(KINDS[from]);
    code.giveUpIf(Comparison.NOT_EQUAL);
    keep(KINDS[from]);
    code.otherwise();
    keepWhatever(from + 1);
    code.end();
  }

  /** Computes no more than CF, in the top bit of the carries. */
  void keepCarry() {
    switch (kind) {
      case KEPT, STEP_UP, STEP_DOWN -> {}
      case UNKNOWN -> keep();
      case LOGIC -> keep(LOGIC);
      case SHIFTED -> {
        code.get(Local.FIRST);
        and(CARRY);
        code.set(Local.CARRIES);
      }
      default -> {
        pushCarry();
        shift(Operator.SHIFT_LEFT, 31);
        code.set(Local.CARRIES);
      }
    }
  }

  private void keep(int from) {
    switch (from) {
      case KEPT -> {}
      case LOGIC -> {
        code.constant(0);
        code.set(Local.CARRIES);
      }
      case ADD, ADD_WITH_CARRY -> place(false, 2);
      case SUBTRACT, SUBTRACT_WITH_BORROW -> place(true, 2);
      case SUBTRACT8 -> place(true, 0);
      case SUBTRACT16 -> place(true, 1);
      case ADD8 -> place(false, 0);
      case ADD16 -> place(false, 1);
      case STEP_UP -> placeStep(true, 2);
      case STEP_DOWN -> placeStep(false, 2);
      case SHIFTED -> placeShifted();
      default -> throw new IllegalStateException("flags of kind " + from);
    }
  }

  /** The formulas of {@link Alu}; in the sign-extended result the bits of the operand are right. */
  private void place(boolean difference, int size) {
    first(difference);
    code.get(Local.SECOND);
    code.calculate(Operator.AND);
    first(difference);
    code.get(Local.SECOND);
    code.calculate(Operator.OR);
    code.get(Local.RESULT);
    if (!difference) {
      invert();
    }
    code.calculate(Operator.AND);
    code.calculate(Operator.OR);
    code.set(Local.CARRIES);
    code.get(Local.CARRIES);
    if (size < 2) {
      code.constant(Alu.headroom(size));
      code.calculate(Operator.SHIFT_LEFT);
    }
    and(CARRY | INTO_TOP);
    code.get(Local.CARRIES);
    and(Alu.ADJUST);
    code.calculate(Operator.OR);
    code.set(Local.CARRIES);
  }

  /**
   * As {@code Flags.increment} and {@code decrement} do it: CF stays.
   *
   * @param size of the operand in {@link Local#FIRST}: 0 for a byte, 1 for a word, 2 for a
   *     doubleword
   */
  void placeStep(boolean up, int size) {
    code.get(Local.CARRIES);
    and(CARRY);
    code.set(Local.CARRIES);
    code.get(Local.CARRIES);
    shift(Operator.SHIFT_RIGHT, 1);
    code.get(up ? Local.FIRST : Local.RESULT);
    invert();
    code.get(up ? Local.RESULT : Local.FIRST);
    code.calculate(Operator.AND);
    if (size < 2) {
      shift(Operator.SHIFT_LEFT, Alu.headroom(size));
    }
    shift(Operator.SHIFT_RIGHT, 1);
    and(INTO_TOP);
    code.calculate(Operator.XOR);
    code.get(Local.CARRIES);
    code.calculate(Operator.OR);
    code.get(Local.FIRST);
    code.get(Local.RESULT);
    code.calculate(Operator.XOR);
    shift(Operator.SHIFT_RIGHT, 1);
    and(Alu.ADJUST);
    code.calculate(Operator.OR);
    code.set(Local.CARRIES);
  }

  private void placeShifted() {
    code.get(Local.SECOND);
    shift(Operator.SHIFT_RIGHT, 1);
    and(INTO_TOP);
    code.get(Local.FIRST);
    and(CARRY);
    code.calculate(Operator.OR);
    code.constant(Alu.ADJUST);
    code.calculate(Operator.OR);
    code.set(Local.CARRIES);
  }

  private void first(boolean inverted) {
    code.get(Local.FIRST);
    if (inverted) {
      invert();
    }
  }

  private void invert() {
    code.constant(-1);
    code.calculate(Operator.XOR);
  }

  private void and(int mask) {
    code.constant(mask);
    code.calculate(Operator.AND);
  }

  /** Computes now what a condition would compute: its flags are then told in this form. */
  void prepare(int condition) {
    boolean fromResult = condition >> 1 == 2;
    if (!fromResult && !needsNothing(condition >> 1)) {
      keep();
    }
  }

  /** Pushes CF as 0 or 1. */
  void pushCarry() {
    pushCondition(2);
  }

  /** Pushes 1 when one of the sixteen conditions holds, else 0. */
  void pushCondition(int condition) {
    code.compare(pushComparison(condition));
  }

  /**
   * Pushes two words.
   *
   * @return how they compare when the condition holds
   */
  Comparison pushComparison(int condition) {
    Comparison comparison = pushKind(condition >> 1);
    return (condition & 1) == 0 ? comparison : comparison.negated();
  }

  private Comparison pushKind(int which) {
    if (which == 2) {
      return withZero(Local.RESULT, Comparison.EQUAL);
    }
    if (needsNothing(which)) {
      return atOnce(which);
    }
    keep();
    return switch (which) {
      case 0 -> overflow();
      case 1 -> withZero(Local.CARRIES, Comparison.LESS);
      case 3 -> carryOrZero();
      case 4 -> sign();
      case 5 -> parity();
      case 6 -> less();
      default -> lessOrZero();
    };
  }

  /** Whether a pair of conditions follows from what was computed, without the carries. */
  private boolean needsNothing(int which) {
    return switch (which) {
      case 1 -> isDifference() || kind == ADD || kind == SHIFTED || isStep();
      case 3 -> isDifference();
      case 4 -> kind > KEPT;
      case 6, 7 -> isDifference() || kind == LOGIC;
      default -> false;
    };
  }

  private boolean isDifference() {
    return kind == SUBTRACT || kind == SUBTRACT8 || kind == SUBTRACT16;
  }

  private boolean isStep() {
    return kind == STEP_UP || kind == STEP_DOWN;
  }

  private Comparison atOnce(int which) {
    if (which == 4) {
      return withZero(Local.RESULT, Comparison.LESS);
    }
    if (isStep()) {
      return withZero(Local.CARRIES, Comparison.LESS);
    }
    if (kind == SHIFTED) {
      return withZero(Local.FIRST, Comparison.LESS);
    }
    if (kind == LOGIC) {
      return withZero(Local.RESULT, which == 6 ? Comparison.LESS : Comparison.NOT_GREATER);
    }
    if (kind == ADD) {
      code.get(Local.RESULT);
      code.get(Local.FIRST);
      return Comparison.BELOW;
    }
    operand(Local.FIRST, which >= 6);
    operand(Local.SECOND, which >= 6);
    return switch (which) {
      case 1 -> Comparison.BELOW;
      case 3 -> Comparison.NOT_ABOVE;
      case 6 -> Comparison.LESS;
      default -> Comparison.NOT_GREATER;
    };
  }

  private void operand(int local, boolean signed) {
    code.get(local);
    if (signed && kind != SUBTRACT) {
      code.signExtend(kind == SUBTRACT8 ? 1 : 2);
    }
  }

  private Comparison withZero(int local, Comparison comparison) {
    code.get(local);
    code.constant(0);
    return comparison;
  }

  /** SF is inverted by bit 0 of the carries, which results of instructions never have. */
  private Comparison sign() {
    pushSign();
    code.constant(0);
    return Comparison.LESS;
  }

  /** Pushes SF in the top bit. */
  void pushSign() {
    code.get(Local.RESULT);
    code.get(Local.CARRIES);
    shift(Operator.SHIFT_LEFT, 31);
    code.calculate(Operator.XOR);
  }

  private Comparison overflow() {
    pushOverflow();
    code.constant(0);
    return Comparison.LESS;
  }

  /** Pushes OF in the top bit. */
  void pushOverflow() {
    code.get(Local.CARRIES);
    code.get(Local.CARRIES);
    shift(Operator.SHIFT_LEFT, 1);
    code.calculate(Operator.XOR);
  }

  private Comparison less() {
    pushLess();
    code.constant(0);
    return Comparison.LESS;
  }

  private void pushLess() {
    pushSign();
    pushOverflow();
    code.calculate(Operator.XOR);
  }

  private Comparison carryOrZero() {
    code.get(Local.CARRIES);
    shift(Operator.SHIFT_RIGHT, 31);
    return orZero();
  }

  private Comparison lessOrZero() {
    pushLess();
    shift(Operator.SHIFT_RIGHT, 31);
    return orZero();
  }

  /** With 0 or 1 on the stack. */
  private Comparison orZero() {
    code.compare(withZero(Local.RESULT, Comparison.EQUAL));
    code.calculate(Operator.OR);
    code.constant(0);
    return Comparison.NOT_EQUAL;
  }

  /** Pushes two words, which compare like this when PF is set. */
  Comparison parity() {
    code.constant(PARITY);
    code.get(Local.RESULT);
    code.get(Local.RESULT);
    shift(Operator.SHIFT_RIGHT, 4);
    code.calculate(Operator.XOR);
    and(15);
    code.calculate(Operator.SHIFT_RIGHT);
    and(1);
    code.get(Local.CARRIES);
    shift(Operator.SHIFT_RIGHT, 8);
    and(1);
    return Comparison.NOT_EQUAL;
  }

  private void shift(Operator operator, int count) {
    code.constant(count);
    code.calculate(operator);
  }
}
