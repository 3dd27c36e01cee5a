package cloister.cc.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random sources that are full of macros: whatever it writes, a seed writes again. */
final class MacroCorpus {
  private static final List<String> PLAIN =
      List.of("x", "y", "7", ".5", "+", "-", "<", "=", ".", "\"s\\n\"", "'c'", "&", ">", "L", "@");

  private final Random random;
  private final List<String> objects = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private record Function(String name, int parameters, boolean variadic) {}

  MacroCorpus(long seed) {
    random = new Random(seed);
  }

  String source() {
    int macros = 3 + random.nextInt(8);
    for (int i = 0; i < macros; i++) {
      objects.add("O" + i);
      functions.add(new Function("F" + i, random.nextInt(4), random.nextInt(3) == 0));
    }
    text.append("#define STR(x) #x\n#define XSTR(...) STR2(__VA_ARGS__)\n");
    text.append(
        "#define STR2(...) #__VA_ARGS__\n#define CAT(a, b) a ## b\n#define XCAT(a, b) CAT(a, b)\n");
    text.append("#define EMPTY\n#define LP (\n#define RP )\n#define COMMA ,\n#define ID(x) x\n");
    objects.forEach(name -> define("#define " + name + " ", List.of(), false));
    functions.forEach(this::define);
    int lines = 6 + random.nextInt(12);
    for (int i = 0; i < lines; i++) {
      line();
    }
    return text.toString();
  }

  private void define(Function function) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < function.parameters; i++) {
      parameters.add("p" + i);
    }
    List<String> header = new ArrayList<>(parameters);
    boolean named = function.variadic && random.nextInt(3) == 0;
    if (function.variadic) {
      header.add(named ? "rest..." : "...");
      parameters.add(named ? "rest" : "__VA_ARGS__");
    }
    define(
        "#define " + function.name + "(" + String.join(", ", header) + ") ",
        parameters,
        function.variadic);
  }

  private void define(String start, List<String> parameters, boolean variadic) {
    text.append(start);
    int size = random.nextInt(7);
    boolean mayPaste = false;
    for (int i = 0; i < size; i++) {
      if (mayPaste && random.nextInt(9) == 0) {
        text.append(" ## ").append(pick(parameters, "x"));
        continue;
      }
      mayPaste = part(parameters, variadic);
      text.append(space());
    }
    text.append(random.nextInt(6) == 0 ? " \\\n  y\n" : "\n");
  }

  /** Writes a piece of a replacement list; true when something can be pasted to it. */
  private boolean part(List<String> parameters, boolean variadic) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> text.append(pick(parameters, "z"));
      case 3 -> text.append(parameters.isEmpty() ? "q" : "#" + pick(parameters, ""));
      case 4 -> text.append(pick(objects, "o")).append(' ');
      case 5 -> call(1, parameters);
      case 6 -> text.append(pick(parameters, "w")).append("##").append(pick(parameters, "v"));
      case 7 -> {
        String last = parameters.isEmpty() ? "1" : parameters.get(parameters.size() - 1);
        text.append(variadic ? "x, ##" + last : "k");
      }
      case 8 -> {
        boolean group = variadic && parameters.contains("__VA_ARGS__");
        text.append(group ? "__VA_OPT__(a" + space() + pick(parameters, "") + ")" : "m");
      }
      case 9 -> text.append(functions.get(random.nextInt(functions.size())).name).append(space());
      case 10 -> text.append("(").append(pick(parameters, "u")).append(")");
      default -> text.append(plain()).append(' ');
    }
    return true;
  }

  private String plain() {
    return PLAIN.get(random.nextInt(PLAIN.size()));
  }

  private String pick(List<String> from, String otherwise) {
    return from.isEmpty() ? otherwise : from.get(random.nextInt(from.size()));
  }

  private String space() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> "";
      case 3 -> " /* c */ ";
      default -> " ";
    };
  }

  private void call(int depth, List<String> parameters) {
    Function function = functions.get(random.nextInt(functions.size()));
    int count = function.parameters + (function.variadic ? random.nextInt(3) : 0);
    text.append(function.name).append(space()).append('(');
    for (int i = 0; i < count; i++) {
      text.append(i > 0 ? "," : "").append(space());
      int size = random.nextInt(3);
      for (int k = 0; k < size; k++) {
        argument(depth, parameters);
        text.append(space());
      }
    }
    text.append(')');
  }

  private void argument(int depth, List<String> parameters) {
    switch (random.nextInt(10)) {
      case 0, 1 -> text.append(pick(parameters, "a"));
      case 2, 3 -> text.append(pick(objects, "")).append(' ');
      case 4 -> text.append("EMPTY ");
      case 5 -> text.append(functions.get(random.nextInt(functions.size())).name).append(' ');
      case 6 -> text.append("(b, c)");
      case 7 -> {
        if (depth < 4) {
          call(depth + 1, parameters);
        }
      }
      default -> text.append(plain()).append(' ');
    }
  }

  private void line() {
    switch (random.nextInt(16)) {
      case 0 -> wrapped("XSTR(");
      case 1 -> wrapped("STR2(");
      case 2 -> text.append("XCAT(").append(pick(objects, "")).append(", x)\n");
      case 3 -> condition();
      case 4 -> text.append("__LINE__ __COUNTER__ __INCLUDE_LEVEL__ XCAT(n, __LINE__)\n");
      case 5 -> text.append("#undef ").append(pick(objects, "")).append('\n');
      case 6 -> {
        text.append(functions.get(random.nextInt(functions.size())).name).append("\n");
        text.append(random.nextBoolean() ? "(1)" : "+").append('\n');
      }
      case 7 -> text.append("ID(").append(functions.get(0).name).append(") LP 1 RP\n");
      default -> {
        call(0, List.of());
        text.append(space()).append(pick(objects, "")).append(' ').append(plain()).append('\n');
      }
    }
  }

  private void wrapped(String start) {
    text.append(start);
    call(1, List.of());
    text.append(space()).append(pick(objects, "")).append(")\n");
  }

  private void condition() {
    String[] operators = {
      "+", "-", "*", "/ 7 -", "% 5 +", "<", ">", "<=", "==", "!=", "&", "|", "^", "<<", ">>", "&&",
      "||"
    };
    text.append("#if ");
    int size = 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      String operator = operators[random.nextInt(operators.length)];
      text.append(i > 0 ? " " + operator + " " : "").append(operand());
    }
    text.append(random.nextInt(4) == 0 ? " ? 0u - 1 > 5 : -1 > 0u" : "").append('\n');
    text.append("yes\n#elif defined ")
        .append(pick(objects, ""))
        .append("\nmaybe\n#else\nno\n#endif\n");
  }

  private String operand() {
    return switch (random.nextInt(10)) {
      case 0 -> "defined(" + pick(objects, "") + ")";
      case 1 -> "-" + random.nextInt(9);
      case 2 -> "~" + random.nextInt(9) + "u";
      case 3 -> "'\\" + random.nextInt(4) + "77'";
      case 4 -> "0x" + Long.toHexString(random.nextLong()) + (random.nextBoolean() ? "u" : "ull");
      case 5 -> "(" + random.nextInt(70) + " , 3)";
      case 6 -> "!" + random.nextInt(2);
      case 7 -> "unknown";
      default -> Integer.toString(random.nextInt(70));
    };
  }
}
