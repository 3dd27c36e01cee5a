package cloister.world.c;

import cloister.cpu.core.Core;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What ESP and EBP are at one place in a function, counted from ESP before the call pushed.
 *
 * @param depth how far ESP is below that, or {@link #UNKNOWN}
 * @param base how far EBP is below that, or {@link #CALLERS} or {@link #UNKNOWN}
 * @param copies where EBP has been put on the stack
 */
record StackState(int depth, int base, List<Copy> copies) {
  static final int UNKNOWN = Integer.MIN_VALUE;

  /** EBP is still, or again, the caller's. */
  static final int CALLERS = Integer.MIN_VALUE + 1;

  private static final int WORD = 4;

  /** PUSHA leaves EBP above ESI and EDI (SDM vol. 2, PUSHA). */
  private static final int BASE_IN_ALL = 8;

  private static final int ALL = 32;

  /** The return address is on top. */
  static final StackState ENTRY = new StackState(WORD, CALLERS, List.of());

  /** A copy of EBP on the stack, and what EBP was then. */
  record Copy(int depth, int base) {}

  boolean hasFrame() {
    return base != UNKNOWN && base != CALLERS;
  }

  /** How far below lies the caller's EBP; nothing while it is in EBP. */
  OptionalInt savedBase() {
    for (Copy copy : copies) {
      if (base != CALLERS && copy.base() == CALLERS) {
        return OptionalInt.of(copy.depth());
      }
    }
    return OptionalInt.empty();
  }

  /** Copies that ESP has gone past are lost. */
  private StackState withDepth(int now) {
    List<Copy> kept = new ArrayList<>();
    for (Copy copy : copies) {
      if (now == UNKNOWN || copy.depth() <= now) {
        kept.add(copy);
      }
    }
    return new StackState(now, base, kept);
  }

  private StackState withBase(int now) {
    return new StackState(depth, now, copies);
  }

  private StackState withCopy(int place) {
    List<Copy> all = new ArrayList<>(copies);
    all.removeIf(copy -> copy.depth() == place);
    all.add(new Copy(place, base));
    return new StackState(depth, base, all);
  }

  private int copyAt(int place) {
    for (Copy copy : copies) {
      if (copy.depth() == place) {
        return copy.base();
      }
    }
    return UNKNOWN;
  }

  StackState grown(int bytes) {
    return depth == UNKNOWN ? this : withDepth(depth + bytes);
  }

  /** Before it returns, the return address must be on top. */
  StackState returning() {
    return depth == UNKNOWN ? withDepth(WORD) : this;
  }

  /** Whoever was called may have taken its arguments. */
  StackState afterUnknownCall() {
    return hasFrame() ? withDepth(UNKNOWN) : this;
  }

  /** The state behind an instruction that is no branch, as {@link Slot} has it. */
  StackState after(int[] slot) {
    int word = Slot.operand32(slot[Slot.OP]) ? WORD : WORD / 2;
    return switch (Slot.op(slot[Slot.OP])) {
      case Op.PUSH -> pushed(slot, word);
      case Op.PUSH_SEGMENT, Op.PUSHF -> grown(word);
      case Op.PUSHA -> pushedAll();
      case Op.POP -> popped(slot, word);
      case Op.POP_SEGMENT, Op.POPF -> grown(-word);
      case Op.POPA ->
          withBase(depth == UNKNOWN ? UNKNOWN : copyAt(depth - BASE_IN_ALL)).grown(-ALL);
      case Op.ENTER -> entered(slot);
      case Op.LEAVE -> left();
      case Op.MOV -> moved(slot);
      case Op.LEA -> written(slot, address(slot));
      case Op.ADD -> written(slot, sum(slot, -1));
      case Op.SUB -> written(slot, sum(slot, 1));
      case Op.XCHG, Op.XADD -> written(slot, UNKNOWN).lost(slot[Slot.B]);
      case Op.CMP, Op.TEST, Op.BT, Op.MUL, Op.IMUL_WIDE, Op.DIV, Op.IDIV -> this;
      default -> written(slot, UNKNOWN);
    };
  }

  private static boolean isRegister(int operand, int register) {
    return Slot.kind(operand) == Slot.REGISTER32 && Slot.register(operand) == register;
  }

  private StackState pushed(int[] slot, int word) {
    StackState grown = grown(word);
    boolean copies = isRegister(slot[Slot.A], Core.EBP) && depth != UNKNOWN;
    return copies ? grown.withCopy(depth + WORD) : grown;
  }

  private StackState pushedAll() {
    StackState grown = grown(ALL);
    return depth == UNKNOWN ? grown : grown.withCopy(depth + ALL - BASE_IN_ALL);
  }

  /** Whoever has a frame and pops EBP where ESP is not known gives up the frame. */
  private StackState popped(int[] slot, int word) {
    if (isRegister(slot[Slot.A], Core.EBP)) {
      int place = depth == UNKNOWN && hasFrame() ? base : depth;
      return place == UNKNOWN ? withBase(UNKNOWN) : withBase(copyAt(place)).withDepth(place - word);
    }
    return isRegister(slot[Slot.A], Core.ESP) ? withDepth(UNKNOWN) : grown(-word);
  }

  private StackState entered(int[] slot) {
    if (depth == UNKNOWN || slot[Slot.DISPLACEMENT] != 0) {
      return withDepth(UNKNOWN).withBase(UNKNOWN);
    }
    StackState saved = grown(WORD).withCopy(depth + WORD).withBase(depth + WORD);
    return saved.grown(slot[Slot.IMMEDIATE]);
  }

  private StackState left() {
    return hasFrame()
        ? withBase(copyAt(base)).withDepth(base - WORD)
        : withBase(UNKNOWN).withDepth(UNKNOWN);
  }

  private StackState moved(int[] slot) {
    int from = slot[Slot.B];
    int place = address(slot);
    if (Slot.isMemory(slot[Slot.A])) {
      boolean saves = isRegister(from, Core.EBP) && place != UNKNOWN;
      return saves ? withCopy(place) : this;
    }
    if (isRegister(slot[Slot.A], Core.EBP) && Slot.isMemory(from)) {
      return withBase(place == UNKNOWN ? UNKNOWN : copyAt(place));
    }
    return written(slot, value(from));
  }

  private int value(int operand) {
    if (isRegister(operand, Core.ESP)) {
      return depth;
    }
    return isRegister(operand, Core.EBP) && hasFrame() ? base : UNKNOWN;
  }

  /** How far below is the address of an operand in memory. */
  private int address(int[] slot) {
    int ea = slot[Slot.EA];
    boolean plain = Slot.eaIndex(ea) == Slot.NO_REGISTER;
    int register = Slot.operand(Slot.REGISTER32, Slot.eaBase(ea));
    int value = plain && Slot.eaBase(ea) != Slot.NO_REGISTER ? value(register) : UNKNOWN;
    return value == UNKNOWN ? UNKNOWN : value - slot[Slot.DISPLACEMENT];
  }

  private int sum(int[] slot, int sign) {
    int value = value(slot[Slot.A]);
    boolean known = value != UNKNOWN && Slot.kind(slot[Slot.B]) == Slot.CONSTANT;
    return known ? value + sign * slot[Slot.IMMEDIATE] : UNKNOWN;
  }

  private StackState written(int[] slot, int value) {
    if (isRegister(slot[Slot.A], Core.ESP)) {
      return withDepth(value);
    }
    return isRegister(slot[Slot.A], Core.EBP) ? withBase(value) : this;
  }

  private StackState lost(int operand) {
    if (isRegister(operand, Core.ESP)) {
      return withDepth(UNKNOWN);
    }
    return isRegister(operand, Core.EBP) ? withBase(UNKNOWN) : this;
  }
}
