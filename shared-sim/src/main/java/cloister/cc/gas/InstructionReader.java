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
    Mnemonics.Meaning meaning = mnemonics.meaning(word, written.size());
    String name = meaning.name();
    if (isBranch(name)) {
      return new Item.Instruction(prefixes, name, List.of(goal(written)));
    }
    List<CodeOperand> operands = new ArrayList<>();
    for (AttOperand one : written) {
      operands.add(Mnemonics.keepsOrder(name) ? operands.size() : 0, one.operand());
    }
    if (isString(name)) {
      operands.clear();
    }
    return instruction(prefixes, meaning, operands);
  }

  private static Item instruction(
      List<String> prefixes, Mnemonics.Meaning meaning, List<CodeOperand> operands) {
    String name = meaning.name();
    ports(name, operands);
    counts(name, operands);
    if (name.startsWith("f") && (operands.isEmpty() || toOther(operands))) {
      name = Mnemonics.exchanged(name);
    } else if (Mnemonics.isArithmeticOfReals(name) && operands.size() == 2) {
      // To the first register there is a form of its own.
      operands.removeFirst();
    }
    int bits = size(meaning, operands);
    for (int i = 0; i < operands.size(); i++) {
      boolean extended = i == 1 && meaning.source() != 0;
      operands.set(i, sized(operands.get(i), name, extended ? meaning.source() : bits));
    }
    List<String> all = prefixes;
    boolean pushes = name.equals("push") || name.equals("pop");
    boolean segment =
        pushes
            && operands.getFirst() instanceof CodeOperand.InRegister in
            && in.register().kind() == Kind.SEGMENT;
    if (meaning.bits() == 16 && (segment || operands.isEmpty() && !prefixes.contains("o16"))) {
      all = new ArrayList<>(prefixes);
      all.add("o16");
    }
    return new Item.Instruction(all, name, operands);
  }

  /** True when the destination is a register of the x87 other than its first. */
  private static boolean toOther(List<CodeOperand> operands) {
    return operands.getFirst() instanceof CodeOperand.InRegister in
        && in.register().kind() == Kind.STACK
        && in.register().number() != 0;
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

  /** A shift without a count shifts by one, one of two registers by CL. */
  private static void counts(String name, List<CodeOperand> operands) {
    boolean twice = name.equals("shld") || name.equals("shrd");
    if (twice && operands.size() == 2) {
      operands.add(new CodeOperand.InRegister(Register.of(Kind.BYTE, 1)));
    }
    boolean shift =
        switch (name) {
          case "shl", "shr", "sar", "rol", "ror", "rcl", "rcr" -> true;
          default -> false;
        };
    if (shift && operands.size() == 1) {
      operands.add(new CodeOperand.Immediate(1));
    }
  }

  /** The operand size: the suffix, else a register's, else the usual one. */
  private static int size(Mnemonics.Meaning meaning, List<CodeOperand> operands) {
    if (meaning.bits() != 0 || meaning.name().startsWith("f")) {
      return meaning.bits();
    }
    for (CodeOperand operand : operands) {
      if (operand instanceof CodeOperand.InRegister in && in.register().isGeneral()) {
        boolean count = in.register().is(Kind.BYTE, 1) && operands.getLast() == operand;
        if (!count || operands.size() == 1) {
          return in.register().bits();
        }
      }
    }
    return 32;
  }

  private static CodeOperand sized(CodeOperand operand, String name, int bits) {
    if (!(operand instanceof CodeOperand.Memory memory) || Mnemonics.isSizeless(name)) {
      return operand;
    }
    return new CodeOperand.Memory(
        bits,
        memory.base(),
        memory.index(),
        memory.scale(),
        memory.displacement(),
        memory.symbol(),
        memory.segment());
  }

  private static boolean isBranch(String name) {
    return switch (name) {
      case "call", "loop", "loope", "loopne", "jecxz", "jcxz", "loopz", "loopnz" -> true;
      default -> name.startsWith("j");
    };
  }

  private static boolean isString(String name) {
    return switch (name) {
      case "movsb",
          "movsw",
          "movsd",
          "stosb",
          "stosw",
          "stosd",
          "lodsb",
          "lodsw",
          "lodsd",
          "scasb",
          "scasw",
          "scasd",
          "cmpsb",
          "cmpsw",
          "cmpsd",
          "insb",
          "insw",
          "insd",
          "outsb",
          "outsw",
          "outsd",
          "xlatb" ->
          true;
      default -> false;
    };
  }

  /** A branch's goal: a label, or through a register or memory behind a star. */
  private static CodeOperand goal(List<AttOperand> written) throws GasError {
    if (written.size() != 1) {
      throw GasComplaint.expected("target", "");
    }
    CodeOperand operand = written.getFirst().operand();
    if (written.getFirst().indirect()) {
      return sized(operand, "jmp", 32);
    }
    return switch (operand) {
      case CodeOperand.Memory memory when isLabel(memory) ->
          new CodeOperand.Target(memory.symbol(), memory.displacement());
      default -> sized(operand, "jmp", 32);
    };
  }

  private static boolean isLabel(CodeOperand.Memory memory) {
    return memory.base().isEmpty() && memory.index().isEmpty();
  }

  private static Item far(List<String> prefixes, String word, List<AttOperand> written)
      throws GasError {
    String name = word.startsWith("ljmp") ? "jmp" : "call";
    int bits = word.endsWith("w") ? 16 : word.endsWith("l") && word.length() > 5 ? 32 : 0;
    bits = word.equals("lcall") ? 0 : bits;
    if (written.size() == 2) {
      CodeOperand pointer =
          new CodeOperand.FarPointer(
              number(written.getFirst().operand()), number(written.getLast().operand()), bits);
      return new Item.Instruction(prefixes, name, List.of(pointer));
    }
    if (written.size() == 1 && written.getFirst().operand() instanceof CodeOperand.Memory memory) {
      CodeOperand far =
          new CodeOperand.Memory(
              CodeOperand.Memory.FAR,
              memory.base(),
              memory.index(),
              memory.scale(),
              memory.displacement(),
              memory.symbol(),
              memory.segment());
      return new Item.Instruction(prefixes, name, List.of(far));
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
