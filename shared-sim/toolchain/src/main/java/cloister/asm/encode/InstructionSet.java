package cloister.asm.encode;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The forms of every mnemonic, those first that are chosen when several fit. */
public final class InstructionSet {
  private static final String[][] CONDITION_ALIASES = {
    {"b", "c", "nae"}, {"ae", "nb", "nc"}, {"e", "z"}, {"ne", "nz"}, {"be", "na"}, {"a", "nbe"},
    {"p", "pe"}, {"np", "po"}, {"l", "nge"}, {"ge", "nl"}, {"le", "ng"}, {"g", "nle"}
  };
  private static final String[][] ALIASES = {
    {"shl", "sal"},
    {"ret", "retn"},
    {"loope", "loopz"},
    {"loopne", "loopnz"},
    {"xlatb", "xlat"},
    {"int3", "int03"},
    {"int1", "icebp", "int01"},
    {"ud2", "ud2a"},
    {"popaw", "popa"},
    {"popad", "popa"},
    {"pushaw", "pusha"},
    {"pushad", "pusha"},
    {"popfw", "popf"},
    {"popfd", "popf"},
    {"pushfw", "pushf"},
    {"pushfd", "pushf"},
    {"iretw", "iret"},
    {"iretd", "iret"},
    {"fninit", "finit"},
    {"fnclex", "fclex"},
    {"fnstcw", "fstcw"},
    {"fnstsw", "fstsw"},
    {"fnstenv", "fstenv"},
    {"fnsave", "fsave"},
    {"fneni", "feni"},
    {"fndisi", "fdisi"}
  };

  private final Map<String, List<Form>> forms = new TreeMap<>();

  public InstructionSet(OpcodeTable table) {
    for (Encoding row : table.rows()) {
      add(row);
    }
    for (String[] names : ALIASES) {
      alias(names);
    }
    for (String[] names : CONDITION_ALIASES) {
      conditions(names);
    }
    returns("ret", "retn");
    returns("retf", "retf");
    forms.replaceAll((name, list) -> inOrderOfChoice(list));
  }

  public Set<String> names() {
    return new TreeSet<>(forms.keySet());
  }

  /** True for the mnemonics that put a WAIT before the instruction that does not wait. */
  static boolean waits(String mnemonic) {
    return switch (mnemonic) {
      case "finit", "fclex", "fstcw", "fstsw", "fstenv", "fsave", "feni", "fdisi" -> true;
      default -> false;
    };
  }

  /** The forms of a known mnemonic. */
  List<Form> forms(String mnemonic) {
    return forms.get(mnemonic);
  }

  private void add(Encoding row) {
    if (row.op() == Op.JCXZ) {
      put(row.names().at16(), plain(row, 0, false, 16));
      put(row.names().at32(), plain(row, 0, false, 32));
    } else if (row.names().dependsOnSize()) {
      put(row.names().at16(), plain(row, 16, true, 0));
      put(row.names().at32(), plain(row, 32, true, 0));
    } else {
      sizes(row.names().at32(), row);
    }
  }

  private void sizes(String name, Encoding row) {
    if (!dependsOnSize(row)) {
      variants(name, plain(row, 0, false, 0));
      return;
    }
    for (int size = 16; size <= 32; size += 16) {
      variants(name, plain(row, size, false, 0));
    }
  }

  private void variants(String name, Form form) {
    put(name, form);
    int op = form.row().op();
    int count = form.row().operands().size();
    if (count == 2 && swaps(form)) {
      put(name, rearranged(form, List.of(1, 0), 2));
    } else if (op == Op.IMUL && count == 3) {
      put(name, rearranged(form, List.of(0, 0, 1), 2));
    } else if (Op.group(op) == Op.FPU_ARITHMETIC || Op.group(op) == Op.FPU_MOVE) {
      stackVariants(name, form);
    } else if (op == Op.AAM || op == Op.AAD) {
      put(name, rearranged(form, List.of(Form.IMPLIED_TEN), 0));
    }
  }

  /** One or both registers of an x87 instruction may be left out: they are ST0 and ST1. */
  private void stackVariants(String name, Form form) {
    List<Operand> operands = form.row().operands();
    int op = form.row().op();
    if (operands.equals(List.of(Operand.STi))) {
      put(name, rearranged(form, List.of(Form.IMPLIED_ST1), 0));
    } else if (operands.equals(List.of(Operand.ST0, Operand.STi))) {
      put(name, rearranged(form, List.of(Form.IMPLIED_ST0, 0), 1));
      if (op > Op.FDIVR || op == Op.FCOM || op == Op.FCOMP) {
        put(name, rearranged(form, List.of(Form.IMPLIED_ST0, Form.IMPLIED_ST1), 0));
      }
      if (op == Op.FXCH) {
        put(name, rearranged(form, List.of(1, 0), 2));
      }
    } else if (operands.equals(List.of(Operand.STi, Operand.ST0))) {
      put(name, rearranged(form, List.of(0, Form.IMPLIED_ST0), 1));
      if (op >= Op.FADDP) {
        Form neither = rearranged(form, List.of(Form.IMPLIED_ST1, Form.IMPLIED_ST0), 0);
        put(name, neither);
        put(name.substring(0, name.length() - 1), neither);
      }
    }
  }

  /** XCHG and TEST take their operands in either order. */
  private static boolean swaps(Form form) {
    boolean register = form.slot(1) == Operand.Gb || form.slot(1) == Operand.Gv;
    return form.row().op() == Op.XCHG || form.row().op() == Op.TEST && register;
  }

  private static boolean dependsOnSize(Encoding row) {
    for (Operand operand : row.operands()) {
      switch (operand) {
        case Ev, Es, Gv, Iz, IbS, Jz, Ap, Mp, Ma, Ov, Zv, eAX -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private void alias(String[] names) {
    for (int i = 1; i < names.length; i++) {
      for (Form form : forms.get(names[0])) {
        put(names[i], unnamed(form));
      }
    }
  }

  /** The mnemonic without a size letter takes the current operand size. */
  private static Form unnamed(Form form) {
    return new Form(form.row(), form.operandSize(), false, 0, form.source(), form.written());
  }

  private void conditions(String[] names) {
    for (String start : List.of("j", "set", "cmov")) {
      for (int i = 1; i < names.length; i++) {
        forms.put(start + names[i], forms.get(start + names[0]));
      }
    }
  }

  private void returns(String name, String suffixed) {
    for (Form form : List.copyOf(forms.get(name))) {
      for (String base : suffixed.equals(name) ? List.of(name) : List.of(name, suffixed)) {
        put(base + "w", plainSized(form, 16));
        put(base + "d", plainSized(form, 32));
      }
    }
  }

  private static Form plainSized(Form form, int size) {
    return new Form(form.row(), size, true, 0, form.source(), form.written());
  }

  private static Form plain(Encoding row, int size, boolean named, int addressSize) {
    List<Integer> source = new ArrayList<>();
    for (int i = 0; i < row.operands().size(); i++) {
      source.add(i);
    }
    return new Form(row, size, named, addressSize, List.copyOf(source), source.size());
  }

  private static Form rearranged(Form form, List<Integer> source, int written) {
    return new Form(form.row(), form.operandSize(), false, 0, source, written);
  }

  private void put(String name, Form form) {
    forms.computeIfAbsent(name, _ -> new ArrayList<>()).add(form);
  }

  /**
   * NASM's order among encodings that do the same: sign-extended bytes, then those that imply an
   * operand, then the general ones; otherwise table order.
   */
  private static List<Form> inOrderOfChoice(List<Form> list) {
    List<Form> ordered = new ArrayList<>();
    for (int rank = 0; rank < 3; rank++) {
      for (Form form : list) {
        if (rank(form) == rank) {
          ordered.add(form);
        }
      }
    }
    return List.copyOf(ordered);
  }

  private static int rank(Form form) {
    int rank = 2;
    for (Operand operand : form.row().operands()) {
      switch (operand) {
        case IbS, Jb -> {
          return 0;
        }
        case AL, eAX, Zb, Zv, ONE -> rank = 1;
        default -> {}
      }
    }
    return rank;
  }
}
