package cloister.cc.gas;

import cloister.asm.value.Register;
import cloister.asm.value.Register.Kind;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import cloister.cc.gas.OperandReader.AttOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** String instructions: their operands say nothing but a size, a segment and the address size. */
final class StringReader {
  private final int codeBits;
  private final String stem;
  private final int suffix;

  StringReader(String word, int codeBits) {
    this.codeBits = codeBits;
    String base = word.startsWith("smov") || word.startsWith("ssto") ? word.substring(1) : word;
    base = base.startsWith("mov") && word.startsWith("s") ? "movs" + base.substring(3) : base;
    base = base.startsWith("sto") && word.startsWith("ss") ? "stos" + base.substring(3) : base;
    char last = base.charAt(base.length() - 1);
    int bits = last == 'b' ? 8 : last == 'w' ? 16 : last == 'l' ? 32 : 0;
    boolean whole = isStem(base);
    suffix = whole ? 0 : bits;
    stem = whole || bits == 0 ? base : base.substring(0, base.length() - 1);
  }

  private static boolean isStem(String word) {
    return switch (word) {
      case "movs", "cmps", "stos", "lods", "scas", "ins", "outs", "xlat" -> true;
      default -> false;
    };
  }

  /** False also for {@code movsb} to a register, which extends a sign. */
  boolean isString(List<AttOperand> operands) {
    boolean memory =
        operands.isEmpty()
            || operands.stream().anyMatch(one -> one.operand() instanceof CodeOperand.Memory);
    boolean signed =
        stem.equals("movs")
            && operands.stream().anyMatch(one -> one.operand() instanceof CodeOperand.InRegister);
    return isStem(stem) && memory && !signed;
  }

  Item read(List<String> prefixes, List<AttOperand> operands) {
    List<String> all = new ArrayList<>(prefixes);
    int bits = suffix;
    for (AttOperand one : operands) {
      if (one.operand() instanceof CodeOperand.InRegister in) {
        boolean port = stem.equals("ins") || stem.equals("outs");
        bits = bits == 0 && !port ? in.register().bits() : bits;
      } else if (one.operand() instanceof CodeOperand.Memory memory) {
        all.addAll(prefixes(memory));
      }
    }
    if (stem.equals("xlat")) {
      return new Item.Instruction(distinct(all), "xlatb", List.of());
    }
    bits = bits == 0 ? codeBits : bits;
    String size = bits == 8 ? "b" : bits == 16 ? "w" : "d";
    return new Item.Instruction(distinct(all), stem + size, List.of());
  }

  private static List<String> distinct(List<String> prefixes) {
    List<String> all = new ArrayList<>();
    for (String prefix : prefixes) {
      if (!all.contains(prefix)) {
        all.add(prefix);
      }
    }
    return all;
  }

  /** The destination's segment cannot be another one. */
  private List<String> prefixes(CodeOperand.Memory memory) {
    List<String> prefixes = new ArrayList<>();
    Optional<Register> base = memory.base();
    if (base.isEmpty() || base.get().is(Kind.WORD, 2)) {
      return prefixes;
    }
    boolean destination = base.get().number() == 7;
    if (!destination && memory.segment().isPresent()) {
      prefixes.add(memory.segment().get().name());
    }
    if (base.get().bits() != codeBits) {
      prefixes.add(base.get().bits() == 16 ? "a16" : "a32");
    }
    return prefixes;
  }
}
