package cloister.cc.abi;

import cloister.cc.random.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * A random program of two sources, one of which calls what the other defines: functions with all
 * kinds of parameters, results and conventions, some with more arguments than parameters, some that
 * call back; and objects whose bytes are compared.
 */
final class AbiProgram {
  private static final int STRUCTURES = 6;
  private static final int FUNCTIONS = 8;

  private static final String DECLARATIONS =
      """
      int printf(const char *, ...);
      int differ(const void *a, const void *b, unsigned count);
      enum colour { RED, GREEN, BLUE, WHITE };
      extern unsigned sum;
      void mix(unsigned long long value);
      void mix_bytes(const void *bytes, int count);
      void mix_text(const char *text);
      """;

  private static final String SUM =
      """
      unsigned sum;
      void mix(unsigned long long value) {
        sum = (sum ^ (unsigned)value) * 16777619u;
        sum = (sum ^ (unsigned)(value >> 32)) * 16777619u + 1;
      }
      int differ(const void *a, const void *b, unsigned count) {
        const unsigned char *x = a, *y = b;
        while (count && *x == *y) x++, y++, count--;
        return count;
      }
      void mix_bytes(const void *bytes, int count) {
        for (int i = 0; i < count; i++) mix(((const unsigned char *)bytes)[i]);
      }
      void mix_text(const char *text) {
        while (text && *text) mix(*text++);
      }
      """;

  private final Dice dice;
  private final List<Composite> structures = new ArrayList<>();
  private final StringBuilder header = new StringBuilder(DECLARATIONS);
  private final StringBuilder callee =
      new StringBuilder("#include <stdarg.h>\n#include \"shared.h\"\n" + SUM);
  private final StringBuilder helpers = new StringBuilder();
  private final StringBuilder main = new StringBuilder();

  private AbiProgram(long seed) {
    dice = new Dice(seed);
  }

  /**
   * @param header {@code shared.h}, which both sources include
   * @param caller the source with {@code main}
   */
  record Sources(String header, String caller, String callee) {}

  static Sources of(long seed) {
    return new AbiProgram(seed).write();
  }

  private Sources write() {
    for (int i = 0; i < STRUCTURES; i++) {
      structures.add(Composite.random("s" + i, dice, List.copyOf(structures)));
      header.append(structures.get(i).definition());
      image(structures.get(i));
    }
    for (int i = 0; i < FUNCTIONS; i++) {
      function("f" + i);
      variadic("v" + i);
      callback("c" + i);
    }
    String caller =
        "#include \"shared.h\"\n"
            + helpers
            + "int main(void) {\n"
            + "  volatile int seed = 5;\n"
            + "  int a = seed, b = seed * 3, c = seed - 9, d = ~seed;\n"
            + "  long long e = seed * -7ll;\n"
            + main
            + "  return 0;\n}\n";
    return new Sources(header.toString(), caller, callee.toString());
  }

  /** The same object in both sources, the size and the places of its members. */
  private void image(Composite type) {
    String name = type.name();
    String value = " = " + type.value(dice) + ";\n";
    String image = type.text() + " image_" + name;
    header.append("extern " + image + "; extern const int layout_" + name + "[];\n");
    callee.append(image + value);
    callee.append("const int layout_" + name + "[] = {" + layout(type) + "};\n");
    helpers.append("static " + image + "_here" + value);
    helpers.append("static const int here_" + name + "[] = {" + layout(type) + "};\n");
    String sizes = "differ(here_" + name + ", layout_" + name + ", sizeof here_" + name + ")";
    String images =
        type.hasPointers()
            ? "0"
            : "differ(&image_" + name + ", &image_" + name + "_here, sizeof image_" + name + ")";
    main.append("  printf(\"" + name + " %d %d\\n\", !!" + sizes + ", !!" + images + ");\n");
  }

  private static String layout(Composite type) {
    StringBuilder text = new StringBuilder();
    text.append("sizeof(" + type.text() + "), _Alignof(" + type.text() + ")");
    for (Composite.Member member : type.members()) {
      if (member.width() == 0) {
        text.append(", __builtin_offsetof(" + type.text() + ", " + member.name() + ")");
      }
    }
    return text.toString();
  }

  private Type type() {
    return dice.chance(40) ? dice.oneOf(structures) : dice.oneOf(Scalar.values());
  }

  private List<Type> types(int most) {
    List<Type> types = new ArrayList<>();
    int count = dice.below(most + 1);
    for (int i = 0; i < count; i++) {
      types.add(type());
    }
    return types;
  }

  /** How a function is called; often as usual. */
  private String convention() {
    String registers = "regparm(" + dice.below(4) + ")";
    return switch (dice.below(12)) {
      case 0, 1, 2 -> attribute(registers);
      case 3, 4 -> attribute("stdcall");
      case 5, 6 -> attribute("fastcall");
      case 7 -> attribute("stdcall, " + registers);
      case 8 -> attribute("cdecl, " + registers);
      case 9 -> attribute("cdecl");
      default -> "";
    };
  }

  private static String attribute(String text) {
    return "__attribute__((" + text + ")) ";
  }

  private void function(String name) {
    Type result = type();
    List<Type> parameters = types(6);
    String head = convention() + result.text() + " " + name;
    header.append(head + "(" + parameters(parameters) + ");\n");
    definition(callee, head, result, parameters);
    call(name, result, parameters, "");
  }

  private static String parameters(List<Type> types) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      text.append(i > 0 ? ", " : "").append(types.get(i).text() + " p" + i);
    }
    return text.isEmpty() ? "void" : text.toString();
  }

  /** Takes its parameters into the checksum, changes one, and returns one or a new value. */
  private void definition(StringBuilder out, String head, Type result, List<Type> parameters) {
    out.append(head + "(" + parameters(parameters) + ") {\n");
    for (int i = 0; i < parameters.size(); i++) {
      out.append("  " + parameters.get(i).mix("p" + i) + "\n");
    }
    out.append("  " + result.text() + " r = " + result.value(dice) + ";\n");
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).equals(result) && dice.chance(70)) {
        out.append("  p" + i + " = sum & 1 ? p" + i + " : r;\n  return p" + i + ";\n}\n");
        return;
      }
    }
    out.append("  return r;\n}\n");
  }

  /** Values that live across the call are seen afterwards. */
  private void call(String name, Type result, List<Type> parameters, String first) {
    main.append("  {\n");
    StringBuilder arguments = new StringBuilder(first);
    for (int i = 0; i < parameters.size(); i++) {
      Type type = parameters.get(i);
      main.append("    " + type.text() + " x" + i + " = " + type.value(dice) + ";\n");
      arguments.append(arguments.isEmpty() ? "" : ", ").append("x" + i);
    }
    main.append("    " + result.text() + " r = " + name + "(" + arguments + ");\n");
    main.append("    " + result.mix("r") + "\n");
    main.append("    a += b ^ c; b -= d; c ^= a; d += 3; e = e * 3 + a; mix(e);\n");
    main.append("    printf(\"" + name + " %08x\\n\", sum);\n  }\n");
  }

  private void variadic(String name) {
    List<Type> parameters = types(2);
    List<Type> more = new ArrayList<>();
    for (Type type : types(7)) {
      if (!(type instanceof Scalar scalar) || scalar.isPromoted()) {
        more.add(type);
      }
    }
    Type result = type();
    String fixed = parameters.isEmpty() ? "" : parameters(parameters) + ", ";
    String head = convention() + result.text() + " " + name + "(" + fixed + "int last, ...)";
    header.append(head + ";\n");
    callee.append(head + " {\n  va_list rest;\n  va_start(rest, last);\n");
    for (int i = 0; i < parameters.size(); i++) {
      callee.append("  " + parameters.get(i).mix("p" + i) + "\n");
    }
    for (Type type : more) {
      callee.append("  { " + type.text() + " x = va_arg(rest, " + type.text() + "); ");
      callee.append(type.mix("x") + " }\n");
    }
    callee.append("  mix(va_arg(rest, int));\n  va_end(rest);\n  mix(last);\n");
    callee.append("  " + result.text() + " r = " + result.value(dice) + ";\n  return r;\n}\n");
    List<Type> all = new ArrayList<>(parameters);
    all.add(Scalar.INT);
    all.addAll(more);
    all.add(Scalar.INT);
    call(name, result, all, "");
  }

  private void callback(String name) {
    Type result = type();
    List<Type> parameters = types(4);
    String convention = convention();
    String pointer = result.text() + " (" + convention + "*back)(" + parameters(parameters) + ")";
    header.append("int " + name + "(" + pointer + ");\n");
    callee.append("int " + name + "(" + pointer + ") {\n");
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < parameters.size(); i++) {
      Type type = parameters.get(i);
      callee.append("  static " + type.text() + " x" + i + " = " + type.value(dice) + ";\n");
      arguments.append(i > 0 ? ", " : "").append("x" + i);
    }
    callee.append("  " + result.text() + " r = back(" + arguments + ");\n");
    callee.append("  " + result.mix("r") + "\n  return (int)sum;\n}\n");
    definition(
        helpers, "static " + convention + result.text() + " back_" + name, result, parameters);
    call(name, Scalar.INT, List.of(), "back_" + name);
  }
}
