package cloister.hypervisor.translation;

import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Makes a translation unit of a guest's instructions: at most twelve, up to the first that control
 * does not simply pass (Adams and Agesen 2006, 3.2). A unit keeps to one page of the guest, but for
 * its first instruction.
 */
final class Translator {
  static final int MOST = 12;

  private static final int PAGE_BYTES = 4096;
  private static final int CS = 1;
  private static final int SS = 2;
  private static final int GS = 5;
  private static final int TRAP_AND_NESTED = 1 << 8 | 1 << 14;
  private static final int INTERRUPT = 1 << 9;
  private static final int IO_PRIVILEGE = 3 << 12;

  private final Decoder decoder;
  private final int[] slot = new int[Slot.STRIDE];
  private final int lookUp;

  private final Source source;
  private final int start;
  private final boolean counted;
  private final IntPredicate simulated;
  private final Code code = new Code();
  private final List<Point> points = new ArrayList<>();
  private final List<Exit> exits = new ArrayList<>();
  private final List<Unit.Mark> marks = new ArrayList<>();

  /** The present instruction, and what follows it. */
  private int eip;

  private int next;
  private boolean ended;

  /**
   * @param start offset in the cache at which the unit will lie
   * @param lookUp offset there of the code that looks up addresses
   * @param counted the unit counts its instructions in {@link Words#LEFT} before it does any, keeps
   *     to one page altogether, and leaves to the hypervisor what a whole processor would need
   * @param simulated true for addresses of what would be copied, and is left to the hypervisor
   */
  Translator(
      Decoder decoder,
      Source source,
      int start,
      int lookUp,
      boolean counted,
      IntPredicate simulated) {
    this.decoder = decoder;
    this.counted = counted;
    this.simulated = simulated;
    this.source = source;
    this.start = start;
    this.lookUp = lookUp;
  }

  /** The unit's instructions, once it was made. */
  byte[] bytes() {
    return code.bytes();
  }

  /** Makes a unit; nothing when the guest cannot fetch its first instruction. */
  Optional<Unit> unit(int first) {
    marks.add(new Unit.Mark(start, TranslationCache.STARTS_UNIT));
    eip = first;
    int count = counted ? head(first) : 0;
    for (int done = 0; done < MOST && !ended; done++) {
      int length = fetch(first);
      if (length == 0) {
        break;
      }
      next = eip + length;
      translate();
      eip = next;
    }
    if (eip == first) {
      return Optional.empty();
    }
    if (!ended) {
      wayOut(eip);
    }
    if (counted) {
      code.patch(count, -Unit.instructions(points));
    }
    byte[] bytes = new byte[eip - first];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) source.byteAt(first + i);
    }
    return Optional.of(new Unit(start, start + code.length(), bytes, points, exits, marks));
  }

  /**
   * Takes the unit's instructions off what the guest may do, or leaves when these are more. No flag
   * is touched: a number below 0 is known by its highest byte.
   *
   * @return where the number is set once it is known
   */
  private int head(int first) {
    code.saveEcx();
    code.loadEcx(Words.LEFT);
    code.addToEcx(0);
    int count = code.length() - Integer.BYTES;
    code.storeEcx(Words.LEFT);
    code.loadEcxByte(Words.LEFT + 3);
    int enough = code.branch(Code.IF_ECX_IS_ZERO);
    code.restoreEcx();
    exits.add(new Exit(at(), Exit.Why.EXHAUSTED, first, 0));
    code.callOut();
    code.here(enough);
    code.restoreEcx();
    return count;
  }

  /** Decodes the next instruction; 0 when the unit has to end before it. */
  private int fetch(int first) {
    int length = decoder.decode(at -> source.byteAt(eip + at) & 0xFF, true, slot, 0);
    if (length == Decoder.TOO_LONG) {
      slot[Slot.OP] = Op.UD;
      length = Decoder.MAX_LENGTH;
    }
    boolean fetched = source.byteAt(eip + length - 1) != Source.NONE;
    int place = source.inPage(eip);
    boolean inside = place + length <= PAGE_BYTES && source.inPage(first) <= place;
    return fetched && (inside || eip == first && !counted) ? length : 0;
  }

  private int at() {
    return start + code.length();
  }

  private void point(Kind kind) {
    points.add(new Point(at(), eip, kind.ordinal()));
  }

  /** The next instruction in the cache ends the guest's. */
  private void counts(int more) {
    marks.add(new Unit.Mark(at(), TranslationCache.COUNTS | more));
  }

  private void translate() {
    int op = Slot.op(slot[Slot.OP]);
    if (counted && needsProcessor(op)) {
      leave(Kind.CALL_OUT, Exit.Why.CALL_OUT);
    } else if (op == Op.MOV_FROM_SEGMENT && namesCodeOrStack()) {
      fromSegment();
    } else if (needsOwnSegments(op)) {
      leave(Kind.STEP, Exit.Why.STEP);
    } else {
      translate(op);
    }
  }

  /**
   * True for what shows where code runs (the x87 unit keeps that), takes a number of instructions
   * that is not known before, or lets no interrupt in behind it.
   */
  private boolean needsProcessor(int op) {
    return switch (Op.group(op)) {
      case Op.FPU_ARITHMETIC, Op.FPU_MOVE, Op.FPU_CONTROL, Op.FPU_FUNCTION -> true;
      default ->
          switch (op) {
            case Op.CPUID, Op.STI, Op.BOUND, Op.ARPL -> true;
            case Op.PUSH_SEGMENT -> namesOwn(Slot.register(slot[Slot.A]));
            case Op.MOV_FROM_SEGMENT -> namesOwn(Slot.register(slot[Slot.B]));
            default -> Slot.repeat(slot[Slot.OP]) != Slot.REPEAT_NONE;
          };
    };
  }

  private static boolean namesOwn(int segment) {
    return segment == CS || segment == SS || segment == GS;
  }

  private boolean namesCodeOrStack() {
    int register = Slot.register(slot[Slot.B]);
    return register == CS || register == SS;
  }

  private void translate(int op) {
    switch (op) {
      case Op.JCC, Op.LOOP, Op.LOOPE, Op.LOOPNE, Op.JCXZ -> conditional();
      case Op.JMP -> jump();
      case Op.CALL -> call();
      case Op.RET -> ret();
      case Op.CLI -> {
        point(Kind.IN_CACHE);
        counts(0);
        code.storeConstant(Words.INTERRUPT_FLAG, 0);
      }
      case Op.STI -> letInterruptsIn();
      case Op.PUSHF -> pushFlags();
      case Op.POPF -> popFlags();
      case Op.PUSH_SEGMENT -> pushSegment();
      case Op.MOV_FROM_SEGMENT -> identical();
      default -> {
        if (isSensitive(op)) {
          leave(Kind.CALL_OUT, Exit.Why.CALL_OUT);
        } else {
          identical();
        }
      }
    }
  }

  /** True for what names CS or GS in memory, or GS itself, and for odd forms of branches. */
  private boolean needsOwnSegments(int op) {
    int segment = Slot.eaSegment(slot[Slot.EA]);
    boolean own = hasMemory(op) && (segment == CS || segment == GS);
    boolean odd = Op.group(op) == Op.BRANCH && !Slot.operand32(slot[Slot.OP]);
    boolean calledOut = isSensitive(op) && op != Op.MOV_FROM_SEGMENT;
    return own && !calledOut || namesGs(op) || odd;
  }

  private boolean hasMemory(int op) {
    boolean address =
        Slot.kind(slot[Slot.A]) == Slot.MEMORY_ADDRESS
            || Slot.kind(slot[Slot.B]) == Slot.MEMORY_ADDRESS;
    return Slot.accessesMemory(slot, 0)
        || address && op != Op.LEA
        || Slot.kind(slot[Slot.A]) == Slot.FLOATING_MEMORY
        || Op.group(op) == Op.STRING
        || op == Op.XLAT;
  }

  private boolean namesGs(int op) {
    boolean loadsPointer = op == Op.LOAD_FAR_POINTER && slot[Slot.C] == GS;
    return Op.group(op) == Op.SEGMENT
        && (loadsPointer
            || slot[Slot.A] == Slot.operand(Slot.SEGMENT_REGISTER, GS)
            || slot[Slot.B] == Slot.operand(Slot.SEGMENT_REGISTER, GS));
  }

  /** Privileged, or dependent on the ring, or on what the hypervisor has put in the place of it. */
  private static boolean isSensitive(int op) {
    return switch (op) {
      case Op.ARPL, Op.CPUID, Op.BOUND -> false;
      case Op.INS, Op.OUTS -> true;
      default ->
          switch (Op.group(op)) {
            case Op.SEGMENT, Op.TRANSFER, Op.SYSTEM, Op.PORT -> true;
            default -> false;
          };
    };
  }

  private void identical() {
    if (simulated.test(eip)) {
      leave(Kind.SIMULATED, Exit.Why.SIMULATE);
      return;
    }
    point(Kind.IDENTICAL);
    counts(0);
    for (int i = eip; i != next; i++) {
      code.put(source.byteAt(i));
    }
  }

  private void leave(Kind kind, Exit.Why why) {
    point(kind);
    exits.add(new Exit(at(), why, eip, 0));
    code.callOut();
    ended = true;
  }

  private boolean isDirect() {
    return Slot.kind(slot[Slot.A]) == Slot.CONSTANT;
  }

  private int target() {
    return next + slot[Slot.IMMEDIATE];
  }

  /** The branch itself, and two ways out. */
  private void conditional() {
    point(Kind.DIRECT);
    counts(0);
    if (Slot.op(slot[Slot.OP]) == Op.JCC) {
      code.put(0x0F, 0x80 | Slot.condition(slot[Slot.OP])).word(0);
      int taken = at() - 4;
      callBehind(jumpOut(next), next);
      callBehind(taken, target());
    } else {
      for (int i = eip; i != next - 1; i++) {
        code.put(source.byteAt(i));
      }
      int taken = code.put(0).length();
      int straight = jumpOut(next);
      code.here(taken);
      int away = jumpOut(target());
      callBehind(straight, next);
      callBehind(away, target());
    }
    ended = true;
  }

  /** A jump out of the unit, whose distance is set later; gives where that lies. */
  private int jumpOut(int to) {
    points.add(new Point(at(), to, Point.WAY_OUT));
    code.put(0xE9).word(0);
    return at() - 4;
  }

  private void callBehind(int jump, int to) {
    code.patch(jump - start, at() - (jump + 4));
    points.add(new Point(at(), to, Point.WAY_OUT));
    exits.add(new Exit(at(), Exit.Why.CONTINUE, to, jump));
    code.callOut();
  }

  private void wayOut(int to) {
    callBehind(jumpOut(to), to);
    ended = true;
  }

  private void jump() {
    if (!isDirect()) {
      point(Kind.INDIRECT);
      code.saveEax();
      loadTarget();
      code.jump(start, lookUp);
      ended = true;
      return;
    }
    point(Kind.DIRECT);
    counts(0);
    code.put(0xE9).word(0);
    callBehind(at() - 4, target());
    ended = true;
  }

  /** The address behind it is pushed as the guest knows it. */
  private void call() {
    if (isDirect()) {
      point(Kind.DIRECT);
      code.push(next);
      counts(0);
      code.put(0xE9).word(0);
      callBehind(at() - 4, target());
    } else {
      point(Kind.INDIRECT);
      code.saveEax();
      loadTarget();
      code.push(next);
      code.jump(start, lookUp);
    }
    ended = true;
  }

  /** MOV EAX with the operand of an indirect jump or call: its opcode, and EAX in ModR/M. */
  private void loadTarget() {
    int i = eip;
    while (source.byteAt(i) != 0xFF) {
      code.put(source.byteAt(i));
      i++;
    }
    code.put(0x8B, source.byteAt(i + 1) & 0xC7);
    for (i += 2; i != next; i++) {
      code.put(source.byteAt(i));
    }
  }

  private void ret() {
    point(Kind.INDIRECT);
    code.saveEax();
    code.loadEaxFromStack();
    code.release(4 + slot[Slot.IMMEDIATE]);
    code.jump(start, lookUp);
    ended = true;
  }

  /** An interrupt that waits is let in by the hypervisor; behind STI one instruction later. */
  private void letInterruptsIn() {
    point(Kind.IN_CACHE);
    code.saveEcx();
    code.loadEcx(Words.WAITING);
    int nobody = code.branch(Code.IF_ECX_IS_ZERO);
    code.restoreEcx();
    exits.add(new Exit(at(), Exit.Why.CALL_OUT, eip, 0));
    code.callOut();
    code.here(nobody);
    code.loadEcx(Words.INTERRUPT_FLAG);
    int closed = code.branch(Code.IF_ECX_IS_ZERO);
    code.restoreEcx();
    counts(0);
    int behind = code.branch(Code.ALWAYS);
    code.here(closed);
    code.storeConstant(Words.INTERRUPT_FLAG, INTERRUPT);
    counts(TranslationCache.SHADOWS);
    code.restoreEcx();
    code.here(behind);
  }

  private void pushFlags() {
    if (!Slot.operand32(slot[Slot.OP])) {
      leave(Kind.CALL_OUT, Exit.Why.CALL_OUT);
      return;
    }
    point(Kind.IN_CACHE);
    code.pushFlags();
    code.saveEax();
    code.saveEcx();
    code.loadEaxFromStack();
    code.loadEcx(Words.INTERRUPT_FLAG);
    code.addEcxToEax(-INTERRUPT);
    code.loadEcx(Words.IO_PRIVILEGE);
    code.addEcxToEax(0);
    code.storeEaxToStack();
    code.restoreEcx();
    counts(0);
    code.restoreEax();
  }

  private void popFlags() {
    if (!Slot.operand32(slot[Slot.OP])) {
      leave(Kind.CALL_OUT, Exit.Why.CALL_OUT);
      return;
    }
    point(Kind.IN_CACHE);
    code.saveEax();
    code.loadEaxFromStack();
    code.testEax(TRAP_AND_NESTED);
    int plain = code.branch(Code.IF_ZERO);
    int away = code.length();
    code.restoreEax();
    exits.add(new Exit(at(), Exit.Why.CALL_OUT, eip, 0));
    code.callOut();
    code.here(plain);
    code.andEax(INTERRUPT);
    int closes = code.branch(Code.IF_ZERO);
    code.compareWithZero(Words.WAITING);
    code.branchBack(Code.IF_NOT_ZERO, away);
    code.here(closes);
    code.storeEax(Words.INTERRUPT_FLAG);
    code.loadEaxFromStack();
    code.andEax(IO_PRIVILEGE);
    code.storeEax(Words.IO_PRIVILEGE);
    code.restoreEax();
    counts(0);
    code.popFlags();
  }

  private void pushSegment() {
    int register = Slot.register(slot[Slot.A]);
    boolean wide = Slot.operand32(slot[Slot.OP]);
    if (register == SS || register == CS && !wide) {
      leave(Kind.CALL_OUT, Exit.Why.CALL_OUT);
    } else if (register == CS) {
      point(Kind.IN_CACHE);
      counts(0);
      code.push(source.selector());
    } else {
      identical();
    }
  }

  /** MOV from CS or SS. */
  private void fromSegment() {
    boolean known = Slot.kind(slot[Slot.A]) == Slot.REGISTER32;
    if (known && Slot.register(slot[Slot.B]) == CS) {
      point(Kind.IN_CACHE);
      counts(0);
      code.put(0xB8 | Slot.register(slot[Slot.A])).word(source.selector());
    } else {
      leave(Kind.CALL_OUT, Exit.Why.CALL_OUT);
    }
  }
}
