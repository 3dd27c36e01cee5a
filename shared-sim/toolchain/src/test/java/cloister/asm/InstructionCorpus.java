package cloister.asm;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lines for every row of the opcode table with many operands each, valid and invalid, always the
 * same ones.
 */
final class InstructionCorpus {
  private static final String[] BYTES = {"al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"};
  private static final String[] WORDS = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
  private static final String[] DOUBLEWORDS = {
    "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"
  };
  private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs"};
  private static final String[] NUMBERS = {
    "0",
    "1",
    "5",
    "-1",
    "127",
    "128",
    "-128",
    "-129",
    "255",
    "256",
    "0xfff0",
    "0xfffffff0",
    "0x12345678",
    "byte 5",
    "byte 1",
    "word 5",
    "dword 5",
    "strict byte 5",
    "strict word 5",
    "strict dword 5",
    "start",
    "end",
    "end-start",
    "two-one",
    "'a'",
    "word 0x1234",
    "dword 1"
  };
  private static final String[] TARGETS = {
    "$",
    "$+2",
    "$+100",
    "$-100",
    "$+129",
    "$+130",
    "$-126",
    "$-127",
    "start",
    "end",
    "short $",
    "near $",
    "strict near $",
    "word $",
    "dword $",
    "5",
    "near start",
    "$+1000"
  };
  private static final String[] NEAR_TARGETS = {"$", "$+2", "$+100", "$-100", "$-60"};
  private static final String[] FAR = {
    "8:5", "word 8:5", "dword 8:5", "8:start", "8:word 5", "8:dword start", "0xffff:0"
  };
  private static final String[] SCALES = {"", "*1", "*2", "*4", "*8"};
  private static final String[] DISPLACEMENTS = {
    "",
    "",
    "+0",
    "+1",
    "+5",
    "-1",
    "+127",
    "-128",
    "+128",
    "-129",
    "+0x1234",
    "+0x12345678",
    "+start",
    "+end",
    "+two-one",
    "-0xfffffff0"
  };
  private static final String[] PREFIXES = {
    "rep", "repe", "repne", "lock", "es", "cs", "ss", "ds", "fs", "gs", "a16", "a32", "o16", "o32",
    "rep es", "lock fs"
  };

  private final Random random;
  private final List<String> lines = new ArrayList<>();

  private InstructionCorpus(long seed) {
    random = new Random(seed);
  }

  /**
   * @param each lines for each mnemonic and row
   */
  static List<String> lines(OpcodeTable table, long seed, int each) {
    InstructionCorpus corpus = new InstructionCorpus(seed);
    for (Encoding row : table.rows()) {
      for (String name : names(row)) {
        for (int i = 0; i < each; i++) {
          corpus.line(name, row);
        }
      }
    }
    return corpus.lines;
  }

  private static List<String> names(Encoding row) {
    List<String> names = new ArrayList<>(List.of(row.names().at32()));
    if (row.names().dependsOnSize()) {
      names.add(row.names().at16());
      if (row.op() == Op.IRET || Op.group(row.op()) == Op.STACK) {
        String name = row.names().at32();
        names.add(name.substring(0, name.length() - 1));
      }
    }
    switch (row.op()) {
      case Op.RET -> names.addAll(List.of("retn", row.operands().isEmpty() ? "retw" : "ret"));
      case Op.RET_FAR -> names.add(row.operands().isEmpty() ? "retfw" : "retf");
      case Op.SHL -> names.add("sal");
      case Op.LOOPE -> names.add("loopz");
      case Op.LOOPNE -> names.add("loopnz");
      case Op.XLAT -> names.add("xlat");
      case Op.FNINIT, Op.FNCLEX, Op.FNSTCW, Op.FNSTSW, Op.FNSTENV, Op.FNSAVE, Op.FNENI ->
          waiting(names);
      default -> {}
    }
    return names;
  }

  /** The mnemonic without its n puts a WAIT in front. */
  private static void waiting(List<String> names) {
    String name = names.getFirst();
    if (name.startsWith("fn")) {
      names.add("f" + name.substring(2));
    }
  }

  /** Before WAIT no prefix: NASM takes WAIT for a prefix itself and puts it in front. */
  private void line(String name, Encoding row) {
    StringBuilder line = new StringBuilder();
    boolean takesPrefixes = row.op() != Op.FWAIT && Op.group(row.op()) != Op.VMX;
    boolean prefixed = random.nextInt(8) == 0 && takesPrefixes;
    if (prefixed) {
      line.append(pick(PREFIXES)).append(' ');
    }
    line.append(name);
    boolean x87 = Op.group(row.op()) >= Op.FPU_ARITHMETIC && Op.group(row.op()) <= Op.FPU_FUNCTION;
    int omitted = x87 && random.nextInt(3) == 0 ? random.nextInt(row.operands().size() + 1) : 0;
    boolean counted = row.op() == Op.LOOP || row.op() == Op.LOOPE || row.op() == Op.LOOPNE;
    String separator = " ";
    for (Operand operand : row.operands().subList(omitted, row.operands().size())) {
      line.append(separator).append(text(operand));
      separator = ", ";
    }
    if (counted && random.nextInt(3) == 0) {
      line.append(random.nextBoolean() ? ", cx" : ", ecx");
    }
    lines.add(line.toString());
  }

  private String text(Operand operand) {
    return switch (operand) {
      case Eb -> random.nextInt(2) == 0 ? pick(BYTES) : sized("byte ");
      case Ew -> random.nextInt(2) == 0 ? pick(WORDS) : wordOrWider();
      case Ed -> random.nextInt(2) == 0 ? pick(DOUBLEWORDS) : sized("dword ");
      case Ev, Es -> random.nextInt(2) == 0 ? wide() : sized("");
      case Gb, Zb -> pick(BYTES);
      case Gw -> pick(WORDS);
      case Gv, Zv -> wide();
      case Gd, Rd -> pick(DOUBLEWORDS);
      case Ib, IbS, Iw, Iz -> pick(NUMBERS);
      case Jb -> pick(NEAR_TARGETS);
      case Jz -> pick(TARGETS);
      case Ap -> pick(FAR);
      case M, Ms, Ma, Mq -> memory();
      case Mp ->
          pick(new String[] {"", "far ", "word far ", "dword far ", "far dword "}) + memory();
      case M32fp, M32int -> realMemory("dword ");
      case M64fp, M64int -> realMemory("qword ");
      case M80fp, M80bcd -> realMemory("tword ");
      case M16int, M2byte -> realMemory("word ");
      case STi -> (random.nextInt(8) == 0 ? "to " : "") + "st" + random.nextInt(8);
      case Ob, Ov -> direct();
      case Sw -> pick(SEGMENTS);
      case Cd -> "cr" + new int[] {0, 2, 3, 4}[random.nextInt(4)];
      case eAX -> random.nextBoolean() ? "ax" : "eax";
      case ONE -> "1";
      default -> operand.name().toLowerCase();
    };
  }

  private String wide() {
    return random.nextBoolean() ? pick(WORDS) : pick(DOUBLEWORDS);
  }

  private String wordOrWider() {
    return random.nextInt(4) == 0 ? pick(DOUBLEWORDS) : sized("word ");
  }

  private String sized(String usual) {
    return switch (random.nextInt(6)) {
      case 0 -> memory();
      case 1 -> "word " + memory();
      case 2 -> "dword " + memory();
      case 3 -> "byte " + memory();
      default -> usual + memory();
    };
  }

  private String realMemory(String usual) {
    return random.nextInt(8) == 0 ? sized("") : usual + memory();
  }

  private String direct() {
    return "["
        + pick(new String[] {"", "word ", "dword ", "es:", "fs:"})
        + pick(new String[] {"5", "0x1234", "start", "end", "0x12345678", "two-one"})
        + "]";
  }

  private String memory() {
    StringBuilder text = new StringBuilder("[");
    if (random.nextInt(6) == 0) {
      text.append(pick(SEGMENTS)).append(':');
    }
    if (random.nextInt(8) == 0) {
      text.append(pick(new String[] {"byte ", "word ", "dword ", "nosplit "}));
    }
    switch (random.nextInt(8)) {
      case 0 -> text.append(pick(new String[] {"5", "0x1234", "start", "end", "start+4"}));
      case 1, 2 ->
          text.append(
                  pick(
                      new String[] {
                        "bx", "bp", "si", "di", "bx+si", "bx+di", "bp+si", "bp+di", "si+bx",
                        "di+bp", "ax", "bx+bp", "si+di"
                      }))
              .append(pick(DISPLACEMENTS));
      case 3 -> text.append(pick(DOUBLEWORDS)).append(pick(DISPLACEMENTS));
      case 4 -> text.append(index()).append(pick(DISPLACEMENTS));
      case 5 ->
          text.append(index()).append('+').append(pick(DOUBLEWORDS)).append(pick(DISPLACEMENTS));
      case 6 -> text.append(pick(DOUBLEWORDS)).append('*').append(random.nextInt(10));
      default ->
          text.append(pick(DOUBLEWORDS)).append('+').append(index()).append(pick(DISPLACEMENTS));
    }
    return text.append(']').toString();
  }

  private String index() {
    return pick(DOUBLEWORDS) + pick(SCALES);
  }

  private String pick(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
