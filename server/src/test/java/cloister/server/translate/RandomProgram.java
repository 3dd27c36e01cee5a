package cloister.server.translate;

import java.util.List;
import java.util.Random;

/** A program in assembly that does this and that in a loop, with calls and branches. */
public final class RandomProgram {
  private static final List<String> WORDS =
      List.of("eax", "ecx", "edx", "ebx", "ebp", "esi", "edi");
  private static final List<String> HALVES = List.of("ax", "cx", "dx", "bx", "bp", "si", "di");
  private static final List<String> BYTES = List.of("al", "cl", "dl", "bl", "ah", "ch", "dh", "bh");
  private static final List<String> SEGMENTS = List.of("cs", "es", "ss", "fs", "gs");
  private static final List<String> BINARY =
      List.of("add", "sub", "cmp", "and", "or", "xor", "test", "adc", "sbb", "mov", "xchg");
  private static final List<String> CONDITIONS =
      List.of(
          "o", "no", "b", "nb", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "nl", "le", "g");

  private final Random random;
  private final boolean writesToItself;

  /** It has an interrupt handler of its own. */
  private final boolean hasGate;

  private final StringBuilder text = new StringBuilder();
  private int labels;

  public RandomProgram(Random random) {
    this.random = random;
    writesToItself = random.nextInt(3) == 0;
    hasGate = random.nextInt(3) > 0;
  }

  /**
   * Begins at {@code program}, goes on at {@code after_fault} when something was refused, uses the
   * stack, data around 40000h, and ends with HLT.
   */
  public String text(int rounds) {
    line("program:");
    line("mov dword [0x50000], %d", 1 + random.nextInt(2 * rounds));
    if (hasGate) {
      text.append(RandomRom.gate(0x1e, "handler", any(GATES)));
    }
    line("again:");
    for (String register : WORDS) {
      int value = random.nextInt(3) == 0 ? random.nextInt() : 0x40000 + random.nextInt(0x4000);
      line("mov %s, 0x%x", register, value);
    }
    int count = 5 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      instruction();
    }
    line("after_fault:");
    line("dec dword [0x50000]");
    line("jnz again");
    line("hlt");
    for (int routine = 0; routine < 3; routine++) {
      line("routine%d:", routine);
      int length = random.nextInt(6);
      for (int i = 0; i < length; i++) {
        calculation();
      }
      line(random.nextInt(4) == 0 ? "ret 4" : "ret");
    }
    handler();
    return text.toString();
  }

  private static final List<Integer> GATES = List.of(0xEE00, 0xEF00, 0x8E00);

  /** Seldom changes flags that a region does not, so that most returns are its own. */
  private void handler() {
    line("handler:");
    boolean saves = random.nextBoolean();
    if (saves) {
      line("pushad");
    }
    int length = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      calculation();
    }
    if (saves) {
      line("popad");
    }
    int flags = random.nextInt(3) == 0 ? any(FLAGS) : 0x8d5;
    line(
        "test byte [0x50000], %d\njnz back\nxor dword [esp + 8], %d\nback:",
        random.nextBoolean() ? 7 : 0xff, flags);
    line("iretd");
  }

  /** Bits of EFLAGS: TF, RF, IF, DF, NT, AC, IOPL and ID. */
  private static final List<Integer> FLAGS =
      List.of(0x100, 0x10000, 0x200, 0x400, 0x4000, 0x40000, 0x3000, 0x200000);

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }

  private void instruction() {
    switch (random.nextInt(16)) {
      case 15 -> callHandler();
      case 14 -> ask();
      case 0 -> {
        int label = labels++;
        if (random.nextBoolean()) {
          sumOrDifference();
        }
        line("j%s skip%d", any(CONDITIONS), label);
        calculation();
        if (random.nextBoolean()) {
          calculation();
        }
        line("skip%d:", label);
      }
      case 1 -> line("call routine%d", random.nextInt(3));
      case 2 -> {
        line("push %s", random.nextBoolean() ? any(WORDS) : memory(4));
        calculation();
        line("pop %s", any(WORDS));
      }
      case 3 -> {
        int label = labels++;
        line("mov ecx, %d", 1 + random.nextInt(6));
        line("loop%d:", label);
        calculation();
        line("dec %s", random.nextInt(3) == 0 ? "dword [0x50004]" : "ecx");
        line("j%s loop%d", random.nextInt(4) == 0 ? "s" : "g", label);
      }
      case 4 -> rare();
      default -> calculation();
    }
  }

  private void callHandler() {
    if (hasGate) {
      line("int 0x1e");
      if (random.nextInt(8) == 0) {
        line("xor byte [0x930f5], 1");
      }
    }
  }

  /** What concerns flags, ports and tables, and what the interpreter is asked for. */
  private static final List<String> SYSTEM =
      List.of(
          "cli",
          "sti",
          "std",
          "cld",
          "stc",
          "pushfd\ncli\npopfd",
          "pushad\nmov esi, [esp]\npopad",
          "pushfd\nxor dword [esp], 0x200\npopfd",
          "pushfd\nxor dword [esp], 0x8d5\npopfd",
          "in eax, dx",
          "in ax, 0x81",
          "pushfd\npopfd",
          "in al, 0x80",
          "out 0x80, al",
          "rol eax, cl",
          "shl edx, cl",
          "shld ebx, esi, 3",
          "bsf edx, esi",
          "lea edi, [0x40100]\nstosd",
          "mov ax, ds",
          "push ds\npop es",
          "mov edx, cr0",
          "mov eax, cr3\nmov cr3, eax",
          "invlpg [0x40000]",
          "invlpg [esi]",
          "invlpg [program]",
          "mov edx, cr2",
          "lahf",
          "clc",
          "cmc",
          "fld1\nfstp st0",
          "xadd [0x40200], ebp",
          "pushad\npopad",
          "rep nop",
          "bswap esi",
          "pushfd\nor dword [esp], 0x10000\npopfd",
          "pushfd\nxor dword [esp], 0x40000\npopfd",
          "mov eax, cr0\nxor eax, 0x10000\nmov cr0, eax",
          "xor dword [0x91108], 2",
          "and dword [0x91100], 0xffffff9f",
          "mov eax, [0x41000]\nmov [0x42004], eax",
          "push dword [0x41ffe]\npop eax",
          "mov ax, ss\nmov ss, ax",
          "lodsb\nclc",
          "enter 16, 2\nleave",
          "cmpxchg [0x40500], ecx",
          "fninit\nfild dword [0x40000]\nfistp dword [0x40010]");

  private void ask() {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      line("%s", any(SYSTEM));
    }
    int label = labels++;
    switch (random.nextInt(6)) {
      case 0 ->
          line(
              "pushfd\nor dword [esp], %d\npush cs\npush strict dword back%d\niretd\nback%d:",
              random.nextInt(2) << 16, label, label);
      case 1 -> line("mov ecx, 3\nback%d:\ninc edx\nloop back%d", label, label);
      case 2 -> line("jecxz on%d\ndec esi\non%d:", label, label);
      default -> {}
    }
  }

  /** What the translator leaves to the interpreter, or knows in part only. */
  private void rare() {
    if (writesToItself && random.nextBoolean()) {
      line("%s byte [program + %d], 1", any(List.of("add", "xor")), random.nextInt(250));
      return;
    }
    switch (random.nextInt(10)) {
      case 0 -> line("push esp");
      case 1 -> line("pushfd");
      case 2 -> line("rol %s, %d", any(WORDS), random.nextInt(32));
      case 3 -> line("bt %s, %d", any(WORDS), random.nextInt(32));
      case 4 -> line("cld");
      case 5 -> line("lodsd");
      case 6 -> line("mov eax, routine%d\ncall eax", random.nextInt(3));
      case 7 -> line("enter 8, 0\nleave");
      case 8 -> line("or ebx, 1\nmov edx, %d\ndiv ebx", random.nextInt(2));
      default -> line("mov ebx, %d\ncdq\nidiv ebx", random.nextInt(9) + 1);
    }
  }

  private void calculation() {
    int size = random.nextInt(3) == 0 ? random.nextInt(2) : 2;
    switch (random.nextInt(18)) {
      case 0, 1, 2, 3, 4, 5 -> binary(size);
      case 6 -> line("%s %s", any(List.of("inc", "dec", "neg", "not")), operand(size));
      case 7 ->
          line(
              "%s %s, %d",
              any(List.of("shl", "shr", "sar")),
              operand(size),
              random.nextInt(4) == 0 ? random.nextInt(32) : 1 + random.nextInt(3));
      case 8 -> line("imul %s, %s", any(WORDS), operand(2));
      case 9 -> line("imul %s, %s, %d", any(WORDS), operand(2), random.nextInt(400) - 200);
      case 10 -> line("%s %s", any(List.of("mul", "imul")), operand(size));
      case 11 -> line("set%s %s", any(CONDITIONS), operand(0));
      case 12 -> line("cmov%s %s, %s", any(CONDITIONS), any(WORDS), operand(2));
      case 13 -> line("%s %s, %s", any(List.of("movzx", "movsx")), any(WORDS), operand(0));
      case 14 -> line("%s %s, %s", any(List.of("movzx", "movsx")), any(WORDS), operand(1));
      case 15 -> line("lea %s, %s", any(WORDS), address());
      case 16 -> line(any(List.of("cdq", "cwde", "cbw", "cwd", "nop")));
      default -> line("mov %s, %s", any(WORDS), memory(4));
    }
  }

  /** What the next branch decides by: at the bounds of the range more often than elsewhere. */
  private void sumOrDifference() {
    String register = any(WORDS);
    if (random.nextBoolean()) {
      line("mov %s, %d", register, boundary());
    }
    String second = random.nextInt(3) == 0 ? any(WORDS) : "%d".formatted(boundary());
    line("%s %s, %s", any(List.of("add", "add", "sub", "cmp")), register, second);
  }

  private int boundary() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt();
      case 1 -> Integer.MIN_VALUE;
      case 2 -> -1;
      case 3 -> 1;
      default -> 0;
    };
  }

  private void binary(int size) {
    String operation = any(BINARY);
    if (random.nextInt(3) == 0 && !operation.equals("xchg")) {
      int bits = 8 << size;
      int value =
          random.nextInt(4) == 0 ? random.nextInt() >>> 32 - bits : random.nextInt(256) - 128;
      line("%s %s, %d", operation, operand(size), value);
    } else if (random.nextBoolean() || operation.equals("test")) {
      line("%s %s, %s", operation, operand(size), register(size));
    } else {
      line("%s %s, %s", operation, register(size), operand(size));
    }
  }

  private String operand(int size) {
    return random.nextInt(3) == 0 ? memory(1 << size) : register(size);
  }

  private String register(int size) {
    return any(size == 0 ? BYTES : size == 1 ? HALVES : WORDS);
  }

  private String memory(int bytes) {
    String size = bytes == 1 ? "byte" : bytes == 2 ? "word" : "dword";
    return size + " " + address();
  }

  private String address() {
    int distance = random.nextInt(64) - 32;
    return switch (random.nextInt(32)) {
      case 0 -> "[%s:%s + %d]".formatted(any(SEGMENTS), any(WORDS), distance);
      case 1, 2, 3, 4, 5, 6, 7 -> "[0x%x]".formatted(0x40000 + random.nextInt(0x3ffe));
      case 8, 9, 10, 11, 12, 13, 14, 15 ->
          "[%s + %s*%d + %d]".formatted(any(WORDS), any(WORDS), 1 << random.nextInt(4), distance);
      default -> "[%s + %d]".formatted(any(WORDS), distance);
    };
  }

  private <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
