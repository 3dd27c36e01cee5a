package cloister.parity;

import java.util.ArrayList;
import java.util.List;

/** Programs in C that are nested deeply, in every way that the language nests. */
final class DeepSources {
  /** Below, at and above the compiler's limits. */
  private static final List<Integer> DEPTHS = List.of(30, 60, 80, 121, 126, 130, 240, 700);

  private DeepSources() {}

  static List<String> all() {
    List<String> all = new ArrayList<>();
    for (int depth : DEPTHS) {
      expressions(depth, all);
      statements(depth, all);
      declarations(depth, all);
      all.add("#if 1\n".repeat(depth) + "int a;\n" + "#endif\n".repeat(depth));
      all.add("#if " + nested(depth, "(", "1", ")") + "\n#endif\n");
      all.add("#define F(x) x\n" + returning(nested(depth, "F(", "1", ")")));
    }
    all.add("#include \"program.c\"\n");
    return all;
  }

  private static void expressions(int depth, List<String> to) {
    to.add(returning(nested(depth, "(", "1", ")")));
    to.add(returning("a" + " + a".repeat(depth)));
    to.add(returning("a" + " && a".repeat(depth)));
    to.add(returning("a ? 1 : ".repeat(depth) + "0"));
    to.add(returning("~ ".repeat(depth) + "a"));
    to.add(returning("(char) ".repeat(depth) + "a"));
    to.add(returning("a = ".repeat(depth) + "1"));
    to.add(returning(nested(depth, "(a + ", "a", ")")));
    to.add(returning(nested(depth, "f(", "a", ")")));
    to.add(returning(nested(depth, "b[", "a", "]")));
    to.add(returning(nested(depth, "({", "a;", "})")));
  }

  private static void statements(int depth, List<String> to) {
    to.add("int main(void) " + nested(depth, "{", ";", "}"));
    to.add("int a; int main(void) { " + "if (a) ".repeat(depth) + "; }");
    to.add("int a; int main(void) { " + "if (a) a++; else ".repeat(depth) + "; }");
    to.add("int a; int main(void) { " + "while (a) ".repeat(depth) + "; }");
    to.add("int a; int main(void) { " + "switch (a) case 1: ".repeat(depth) + "; }");
  }

  private static void declarations(int depth, List<String> to) {
    to.add("int " + "*".repeat(depth) + "a; int main(void) { return 0; }");
    to.add("int a" + "[1]".repeat(depth) + "; int main(void) { return 0; }");
    to.add("int " + nested(depth, "(*", "a", ")(void)") + "; int main(void) { return 0; }");
    to.add(nested(depth, "struct {", "int a;", "} a;") + " int main(void) { return 0; }");
    to.add("int a = " + nested(depth, "{", "1", "}") + "; int main(void) { return 0; }");
  }

  private static String returning(String expression) {
    return "int a, b[9]; int f(int c) { return c; } int main(void) { return " + expression + "; }";
  }

  private static String nested(int depth, String open, String inside, String close) {
    return open.repeat(depth) + inside + close.repeat(depth);
  }
}
