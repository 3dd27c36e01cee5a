package cloister.cc.gas;

import cloister.asm.encode.InstructionSet;
import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import java.util.List;
import java.util.Set;

/** AT&amp;T's names of instructions: the manual's name and the operand size in the last letter. */
final class Mnemonics {
  private final Set<String> known;

  Mnemonics(InstructionSet set) {
    known = set.names();
  }

  /**
   * What a word means.
   *
   * @param name as the opcode table has it
   * @param bits the operand size that the suffix says, or 0
   * @param source of MOVZX and MOVSX: bits of what is extended, else 0
   */
  record Meaning(String name, int bits, int source) {}

  Meaning meaning(String word, int operands) throws GasError {
    String special = special(word, operands);
    if (!special.isEmpty()) {
      return new Meaning(special, 0, 0);
    }
    Meaning extension = extension(word, operands);
    if (extension != null) {
      return extension;
    }
    if (word.startsWith("f") && word.length() > 2) {
      Meaning real = floatingPoint(word);
      if (real != null) {
        return real;
      }
    }
    if (known.contains(word)) {
      return new Meaning(word, 0, 0);
    }
    String stem = word.substring(0, word.length() - 1);
    int bits =
        switch (word.charAt(word.length() - 1)) {
          case 'b' -> 8;
          case 'w' -> 16;
          case 'l' -> 32;
          case 'q' -> 64;
          default -> 0;
        };
    if (bits != 0 && !special(stem, operands).isEmpty()) {
      return new Meaning(special(stem, operands), bits, 0);
    }
    if (bits != 0 && known.contains(stem)) {
      return new Meaning(stem, bits, 0);
    }
    throw GasComplaint.unknownInstruction(word);
  }

  /** Names of AT&amp;T's own, or nothing. */
  private static String special(String word, int operands) {
    return switch (word) {
      case "cbtw" -> "cbw";
      case "cwtl" -> "cwde";
      case "cwtd" -> "cwd";
      case "cltd" -> "cdq";
      case "pushfl" -> "pushfd";
      case "popfl" -> "popfd";
      case "pushal" -> "pushad";
      case "popal" -> "popad";
      case "iretl" -> "iretd";
      case "lret" -> "retf";
      case "ud2a" -> "ud2";
      case "ud2b" -> "ud1";
      case "repz" -> "repe";
      case "sal" -> "shl";
      default -> "";
    };
  }

  static boolean isFar(String word) {
    return word.startsWith("ljmp") || word.startsWith("lcall");
  }

  /** {@code movzbl} and its like. */
  private static Meaning extension(String word, int operands) {
    boolean zero = word.startsWith("movz");
    if (operands != 2 || !zero && !word.startsWith("movs")) {
      return null;
    }
    String sizes = word.substring(4);
    String name = zero ? "movzx" : "movsx";
    return switch (sizes) {
      case "b" -> new Meaning(name, 0, 8);
      case "w" -> new Meaning(name, 0, 16);
      case "bl" -> new Meaning(name, 32, 8);
      case "wl" -> new Meaning(name, 32, 16);
      case "bw" -> new Meaning(name, 16, 8);
      case "x" -> null;
      default -> null;
    };
  }

  /** The suffixes of the x87: s 32, l 64, t 80 bits; for integers s 16, l 32, ll or q 64 bits. */
  private Meaning floatingPoint(String word) {
    if (known.contains(word)) {
      return new Meaning(word, 0, 0);
    }
    int length = word.length();
    boolean integer = word.startsWith("fi");
    if (word.endsWith("ll") && known.contains(word.substring(0, length - 2))) {
      return new Meaning(word.substring(0, length - 2), 64, 0);
    }
    String stem = word.substring(0, length - 1);
    int bits =
        switch (word.charAt(length - 1)) {
          case 's' -> integer ? 16 : 32;
          case 'l' -> integer ? 32 : 64;
          case 'q' -> integer ? 64 : 0;
          case 't' -> 80;
          case 'w' -> 16;
          default -> 0;
        };
    return bits != 0 && known.contains(stem) ? new Meaning(stem, bits, 0) : null;
  }

  /** True where no size belongs to the memory operand. */
  static boolean isSizeless(String name) {
    return switch (name) {
      case "lea",
          "lgdt",
          "lidt",
          "sgdt",
          "sidt",
          "invlpg",
          "bound",
          "fxsave",
          "fxrstor",
          "fldenv",
          "fstenv",
          "fnstenv",
          "fsave",
          "fnsave",
          "frstor",
          "lds",
          "les",
          "lss",
          "lfs",
          "lgs",
          "cmpxchg8b",
          "fldcw",
          "fstcw",
          "fnstcw",
          "fstsw",
          "fnstsw",
          "lldt",
          "sldt",
          "ltr",
          "str",
          "smsw",
          "lmsw",
          "verr",
          "verw",
          "arpl",
          "fbld",
          "fbstp" ->
          true;
      default -> name.startsWith("set");
    };
  }

  static boolean isShift(String name) {
    return switch (name) {
      case "shl", "shr", "sar", "rol", "ror", "rcl", "rcr", "shld", "shrd" -> true;
      default -> false;
    };
  }

  /** True where a prefix, not an operand, says a size that is not the usual one. */
  static boolean hasSizeOfItsOwn(String name) {
    return usesStack(name)
        || switch (name) {
          case "jmp", "sgdt", "sidt", "lgdt", "lidt" -> true;
          default -> false;
        };
  }

  /** True for what moves the stack's pointer by the size of its operands. */
  static boolean usesStack(String name) {
    return switch (name) {
      case "push",
          "pop",
          "call",
          "ret",
          "retf",
          "enter",
          "leave",
          "pushf",
          "popf",
          "pusha",
          "popa",
          "iret" ->
          true;
      default -> false;
    };
  }

  /** True where memory is a selector's word. */
  static boolean isOfWords(String name, List<CodeOperand> operands) {
    boolean segment =
        name.equals("mov")
            && operands.stream()
                .anyMatch(
                    one ->
                        one instanceof CodeOperand.InRegister in
                            && in.register().kind() == Register.Kind.SEGMENT);
    return segment || name.equals("lar") || name.equals("lsl");
  }

  static boolean isArithmeticOfReals(String name) {
    return switch (name) {
      case "fadd", "fmul", "fsub", "fsubr", "fdiv", "fdivr" -> true;
      default -> false;
    };
  }

  /** True where AT&amp;T's operands stand in the manual's order. */
  static boolean keepsOrder(String name) {
    return name.equals("enter") || name.equals("bound");
  }

  /**
   * In AT&amp;T's language subtraction and division to another register than the first have their
   * names exchanged with the reversed ones (GNU as manual, 9.16.15).
   */
  static String exchanged(String name) {
    return switch (name) {
      case "fsub" -> "fsubr";
      case "fsubr" -> "fsub";
      case "fdiv" -> "fdivr";
      case "fdivr" -> "fdiv";
      case "fsubp" -> "fsubrp";
      case "fsubrp" -> "fsubp";
      case "fdivp" -> "fdivrp";
      case "fdivrp" -> "fdivp";
      default -> name;
    };
  }
}
