package cloister.cc.gas;

import cloister.asm.value.Register;
import cloister.asm.value.Register.Kind;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import cloister.cc.gas.OperandReader.AttOperand;
import java.util.ArrayList;
import java.util.List;

/** Turns a statement into an instruction with Intel's names and order. */
final class InstructionReader {
  private final Mnemonics mnemonics;
  private final Expressions.Symbols symbols;
  private final CodeMode mode;

  InstructionReader(Mnemonics mnemonics, Expressions.Symbols symbols, CodeMode mode) {
    this.mnemonics = mnemonics;
    this.symbols = symbols;
    this.mode = mode;
  }

  /** The prefix that a word is, or nothing. */
  static String prefix(String word) {
    return switch (word) {
      case "rep", "repe", "repz" -> "rep";
      case "repne", "repnz" -> "repne";
      case "lock", "cs", "ds", "es", "fs", "gs", "ss" -> word;
      case "addr16" -> "a16";
      case "addr32" -> "a32";
      case "data16" -> "o16";
      case "data32" -> "o32";
      default -> "";
    };
  }

  /**
   * @param prefixes those before it
   * @param word in lower case
   */
  Item read(List<String> prefixes, String word, Scanner in) throws GasError {
    if (word.equals("pause")) {
      return new Item.Instruction(List.of("rep"), "nop", List.of());
    }
    List<AttOperand> written = new OperandReader(in, symbols).operands();
    if (Mnemonics.isFar(word)) {
      return far(prefixes, word, written);
    }
    StringReader string = new StringReader(word, mode.bits());
    if (string.isString(written)) {
      return string.read(prefixes, written);
    }
    Mnemonics.Meaning meaning = mnemonics.meaning(word, written.size());
    String name = meaning.name();
    if (isBranch(name)) {
      return new Item.Instruction(
          prefixes(prefixes, meaning), name, List.of(goal(written, meaning.bits())));
    }
    List<CodeOperand> operands = new ArrayList<>();
    for (AttOperand one : written) {
      operands.add(Mnemonics.keepsOrder(name) ? operands.size() : 0, one.operand());
    }
    boolean inRegister =
        operands.size() == 1
            && operands.getFirst() instanceof CodeOperand.InRegister one
            && one.register().isGeneral();
    List<String> all = inRegister ? prefixes : prefixes(prefixes, meaning);
    return instruction(all, meaning, operands);
  }

  /** Where no operand has a size, a prefix says one that is not the usual. */
  private List<String> prefixes(List<String> written, Mnemonics.Meaning meaning) {
    int bits = meaning.bits();
    boolean returns = meaning.name().equals("iret");
    if (bits == 0 && mode.wideStack() && Mnemonics.usesStack(meaning.name()) && !returns) {
      bits = 32;
    }
    String prefix = bits == 16 ? "o16" : "o32";
    boolean needed =
        (bits == 16 || bits == 32)
            && bits != mode.bits()
            && Mnemonics.hasSizeOfItsOwn(meaning.name())
            && !written.contains(prefix);
    if (!needed) {
      return written;
    }
    List<String> all = new ArrayList<>(written);
    all.add(prefix);
    return all;
  }

  private Item instruction(
      List<String> prefixes, Mnemonics.Meaning meaning, List<CodeOperand> operands) {
    String name = meaning.name();
    ports(name, operands);
    counts(name, operands);
    words(name, operands);
    if (name.startsWith("f") && (operands.isEmpty() || toOther(operands, name.endsWith("p")))) {
      name = Mnemonics.exchanged(name);
    } else if (Mnemonics.isArithmeticOfReals(name) && operands.size() == 2) {
      // To the first register there is a form of its own.
      operands.removeFirst();
    }
    int bits = size(meaning, operands);
    for (int i = 0; i < operands.size(); i++) {
      boolean extended = i == 1 && meaning.source() != 0;
      int own = Mnemonics.isOfWords(name, operands) ? 16 : bits;
      operands.set(i, sized(operands.get(i), name, extended ? meaning.source() : own));
    }
    return new Item.Instruction(prefixes, name, operands);
  }

  /** True when the destination is a register of the x87 other than its first. */
  private static boolean toOther(List<CodeOperand> operands, boolean pops) {
    return operands.getFirst() instanceof CodeOperand.InRegister in
        && in.register().kind() == Kind.STACK
        && (in.register().number() != 0 || pops);
  }

  /** Ports may stand in parentheses, and the accumulator may be left out. */
  private static void ports(String name, List<CodeOperand> operands) {
    boolean port = name.equals("in") || name.equals("out");
    for (int i = 0; port && i < operands.size(); i++) {
      if (operands.get(i) instanceof CodeOperand.Memory memory && memory.base().isPresent()) {
        operands.set(i, new CodeOperand.InRegister(memory.base().get()));
      }
    }
  }

  /** Selectors are words, whatever register they are said to be in. */
  private static void words(String name, List<CodeOperand> operands) {
    boolean selector =
        switch (name) {
          case "arpl", "lldt", "ltr", "verr", "verw" -> true;
          default -> false;
        };
    for (int i = 0; selector && i < operands.size(); i++) {
      if (operands.get(i) instanceof CodeOperand.InRegister in && in.register().isGeneral()) {
        Register word = Register.of(Kind.WORD, in.register().number());
        operands.set(i, new CodeOperand.InRegister(word));
      }
    }
  }

  /** A shift without a count shifts by one, one of two registers by CL. */
  private static void counts(String name, List<CodeOperand> operands) {
    boolean twice = name.equals("shld") || name.equals("shrd");
    if (twice && operands.size() == 2) {
      operands.add(new CodeOperand.InRegister(Register.of(Kind.BYTE, 1)));
    }
    if (Mnemonics.isShift(name) && !twice && operands.size() == 1) {
      operands.add(new CodeOperand.Immediate(1));
    }
  }

  /** The operand size: the suffix, else a register's, else the usual one. */
  private int size(Mnemonics.Meaning meaning, List<CodeOperand> operands) {
    if (meaning.bits() != 0 || meaning.name().startsWith("f")) {
      return meaning.bits();
    }
    for (CodeOperand operand : operands) {
      if (operand instanceof CodeOperand.InRegister in && in.register().isGeneral()) {
        boolean counts = Mnemonics.isShift(meaning.name()) && operands.getLast() == operand;
        if (!counts || operands.size() == 1) {
          return in.register().bits();
        }
      }
    }
    return mode.bits();
  }

  private static CodeOperand sized(CodeOperand operand, String name, int bits) {
    if (!(operand instanceof CodeOperand.Memory memory) || Mnemonics.isSizeless(name)) {
      return operand;
    }
    return memory.of(bits);
  }

  private static boolean isBranch(String name) {
    return switch (name) {
      case "call", "loop", "loope", "loopne", "jecxz", "jcxz", "loopz", "loopnz" -> true;
      default -> name.startsWith("j");
    };
  }

  /** A branch's goal: a label, or through a register or memory behind a star. */
  private CodeOperand goal(List<AttOperand> written, int suffix) throws GasError {
    int bits = suffix != 0 ? suffix : mode.bits();
    if (written.size() != 1) {
      throw GasComplaint.expected("target", "");
    }
    CodeOperand operand = written.getFirst().operand();
    if (written.getFirst().indirect()) {
      return sized(operand, "jmp", bits);
    }
    return switch (operand) {
      case CodeOperand.Memory memory when !memory.minus().isEmpty() ->
          throw GasComplaint.notConstant(memory.minus());
      case CodeOperand.Memory memory when isLabel(memory) ->
          new CodeOperand.Target(memory.symbol(), memory.displacement());
      default -> sized(operand, "jmp", bits);
    };
  }

  private static boolean isLabel(CodeOperand.Memory memory) {
    return memory.base().isEmpty() && memory.index().isEmpty();
  }

  private Item far(List<String> prefixes, String word, List<AttOperand> written) throws GasError {
    String name = word.startsWith("ljmp") ? "jmp" : "call";
    String suffix = word.substring(name.length() + 1);
    int bits = suffix.equals("w") ? 16 : suffix.equals("l") ? 32 : 0;
    if (written.size() == 2) {
      String prefix = mode.bits() == 16 ? "o32" : "o16";
      List<String> others = new ArrayList<>(prefixes);
      int size = others.remove(prefix) ? 48 - mode.bits() : bits;
      CodeOperand pointer =
          new CodeOperand.FarPointer(
              number(written.getFirst().operand()), number(written.getLast().operand()), size);
      return new Item.Instruction(others, name, List.of(pointer));
    }
    if (written.size() == 1 && written.getFirst().operand() instanceof CodeOperand.Memory memory) {
      CodeOperand far = memory.of(CodeOperand.Memory.FAR);
      Mnemonics.Meaning meaning = new Mnemonics.Meaning(name, bits, 0);
      return new Item.Instruction(prefixes(prefixes, meaning), name, List.of(far));
    }
    throw GasComplaint.expected("$selector, $offset", "");
  }

  private static CodeOperand number(CodeOperand operand) throws GasError {
    return switch (operand) {
      case CodeOperand.Immediate immediate -> immediate;
      case CodeOperand.SymbolImmediate symbol -> symbol;
      default -> throw GasComplaint.expected("$", "");
    };
  }
}
