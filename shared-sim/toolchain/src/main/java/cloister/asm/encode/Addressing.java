package cloister.asm.encode;

import cloister.asm.parse.Operand;
import cloister.asm.report.Complaint;
import cloister.asm.value.Base;
import cloister.asm.value.Register;
import cloister.asm.value.Value;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses ModR/M byte, SIB byte and displacement of a memory operand (SDM 2, 2.1.5). */
final class Addressing {
  private static final int BX = 3;
  private static final int BP = 5;
  private static final int SI = 6;
  private static final int DI = 7;
  private static final int ESP = 4;
  private static final int EBP = 5;
  private static final int SIB_FOLLOWS = 4;
  private static final int NO_INDEX = 4;
  private static final int NONE = -1;

  private final Operand.Memory operand;
  private final Value offset;
  private final List<Value.Term> registers = new ArrayList<>();
  private final boolean orderForgotten;
  private final int addressBits;
  private Optional<Message> problem = Optional.empty();

  /**
   * @param address the value of the operand's expression
   * @param defaultBits the address size that counts when neither registers nor words say one
   */
  Addressing(Operand.Memory operand, Value address, int defaultBits) {
    this.operand = operand;
    List<Value.Term> rest = new ArrayList<>();
    for (Value.Term term : address.terms()) {
      (term.base() instanceof Base.InRegister ? registers : rest).add(term);
    }
    offset = new Value(address.number(), List.copyOf(rest), address.unknown(), address.numbers());
    orderForgotten = address.numbers() == Value.Numbers.SUMMED;
    addressBits = addressBits(defaultBits);
  }

  /** The encoding, or nothing: then {@link #problem} says why. */
  Optional<EffectiveAddress> encode() {
    if (!offset.isAddress()) {
      return refuse(Complaint.notAnAddress());
    }
    if (registers.size() > 2) {
      return refuse(Complaint.tooManyRegisters());
    }
    if (registers.isEmpty()) {
      return direct();
    }
    for (Value.Term term : registers) {
      if (register(term).bits() != addressBits || !addresses(register(term))) {
        return refuse(Complaint.cannotAddressWith(register(term).name(), addressBits));
      }
    }
    boolean wrongSize = operand.displacementSize() == 48 - addressBits;
    if (wrongSize) {
      return refuse(Complaint.displacementSize(addressBits));
    }
    return addressBits == 16 ? sixteen() : thirtyTwo();
  }

  /** Why there is no encoding. */
  Message problem() {
    return problem.orElseThrow();
  }

  private Optional<EffectiveAddress> refuse(Message message) {
    problem = Optional.of(message);
    return Optional.empty();
  }

  private int addressBits(int defaultBits) {
    if (registers.isEmpty()) {
      int size = operand.displacementSize();
      return size == 16 || size == 32 ? size : defaultBits;
    }
    return register(registers.getFirst()).bits() == 16 ? 16 : 32;
  }

  private static boolean addresses(Register register) {
    return register.kind() == Register.Kind.DWORD
        || register.kind() == Register.Kind.WORD
            && (register.number() == BX || register.number() >= BP);
  }

  private Optional<EffectiveAddress> direct() {
    boolean wide = addressBits == 32;
    return Optional.of(
        new EffectiveAddress(addressBits, wide ? 5 : 6, NONE, wide ? 4 : 2, offset, true));
  }

  private Optional<EffectiveAddress> sixteen() {
    int first = number(registers.getFirst());
    int second = registers.size() > 1 ? number(registers.getLast()) : NONE;
    boolean swapped = first == SI || first == DI;
    int base = swapped && second != NONE ? second : first;
    int index = swapped && second != NONE ? first : second;
    int rm = rm16(base, index);
    for (Value.Term term : registers) {
      rm = term.factor() == 1 ? rm : NONE;
    }
    if (rm == NONE) {
      return refuse(Complaint.impossibleAddress());
    }
    int mod = mod(rm != 6, (short) offset.number());
    return Optional.of(
        new EffectiveAddress(16, mod << 6 | rm, NONE, mod == 2 ? 2 : mod, offset, false));
  }

  /** The r/m value of a pair of word registers (SDM 2, table 2-1). */
  private static int rm16(int base, int index) {
    if (index == NONE) {
      return base == SI ? 4 : base == DI ? 5 : base == BP ? 6 : 7;
    }
    boolean possible = (base == BX || base == BP) && (index == SI || index == DI);
    return possible ? (base == BP ? 2 : 0) + (index == DI ? 1 : 0) : NONE;
  }

  private Optional<EffectiveAddress> thirtyTwo() {
    Value.Term first = registers.getFirst();
    Value.Term second = registers.size() > 1 ? registers.getLast() : null;
    boolean firstIsIndex = first.factor() != 1 || second != null && yields(first, second);
    if (second == null) {
      return firstIsIndex || operand.noSplit() && first.scaled()
          ? onlyIndex(number(first), first.factor())
          : based(number(first), NONE, 1);
    }
    Value.Term base = firstIsIndex ? second : first;
    Value.Term index = firstIsIndex ? first : second;
    if (base.factor() != 1) {
      return refuse(Complaint.impossibleAddress());
    }
    if (number(index) == ESP && index.factor() == 1) {
      return based(ESP, number(base), 1);
    }
    return based(number(base), number(index), index.factor());
  }

  /** True when the first of two registers, both taken once, becomes the index. */
  private boolean yields(Value.Term first, Value.Term second) {
    if (second.factor() != 1) {
      return false;
    }
    return orderForgotten
        ? register(first).name().compareTo(register(second).name()) > 0
        : first.scaled();
  }

  /** A multiple of one register: without a base where a base would not make it shorter. */
  private Optional<EffectiveAddress> onlyIndex(int index, long factor) {
    if (index == ESP && factor == 1) {
      return based(ESP, NONE, 1);
    }
    boolean split =
        factor == 3
            || factor == 5
            || factor == 9
            || factor == 2 && (!operand.noSplit() || orderForgotten);
    return split ? based(index, index, factor - 1) : based(NONE, index, factor);
  }

  private Optional<EffectiveAddress> based(int base, int index, long factor) {
    if (index == ESP && base != NONE && factor == 1 && base != ESP) {
      return based(ESP, base, 1);
    }
    int scale = factor == 1 ? 0 : factor == 2 ? 1 : factor == 4 ? 2 : factor == 8 ? 3 : NONE;
    if (index == ESP || scale == NONE) {
      return refuse(Complaint.impossibleAddress());
    }
    int mod = base == NONE ? 0 : mod(base != EBP, (int) offset.number());
    int bytes = base == NONE || mod == 2 ? 4 : mod;
    int baseField = base == NONE ? EBP : base;
    if (index == NONE && base != ESP) {
      return Optional.of(
          new EffectiveAddress(32, mod << 6 | baseField, NONE, bytes, offset, false));
    }
    int sib = scale << 6 | (index == NONE ? NO_INDEX : index) << 3 | baseField;
    return Optional.of(new EffectiveAddress(32, mod << 6 | SIB_FOLLOWS, sib, bytes, offset, false));
  }

  /** 0 without displacement, 1 with a byte, 2 with a full one. */
  private int mod(boolean mayOmit, int displacement) {
    int size = operand.displacementSize();
    boolean known = offset.isNumber();
    if (mayOmit && known && displacement == 0 && size == 0) {
      return 0;
    }
    boolean fits = known && displacement == (byte) displacement;
    return size == 8 || fits && size == 0 ? 1 : 2;
  }

  private static Register register(Value.Term term) {
    return ((Base.InRegister) term.base()).register();
  }

  private static int number(Value.Term term) {
    return register(term).number();
  }
}
