package cloister.cc.robust;

import java.util.List;

/** Every construct of the language inside itself. */
final class Nesting {
  /**
   * A program with {@code open} some times, then {@code middle}, then {@code close} as often.
   *
   * @param before what stands in front
   * @param after what ends the program
   */
  private record Form(String before, String open, String middle, String close, String after) {
    String program(int depth) {
      return before + open.repeat(depth) + middle + close.repeat(depth) + after;
    }
  }

  private static Form expression(String open, String middle, String close) {
    String before =
        "int f(int); int a, *p; struct s { struct s *n; int v[1]; } *s;\nint main(void) { a = ";
    return new Form(before, open, middle, close, "; return a; }\n");
  }

  private static Form statement(String open, String middle, String close) {
    return new Form("int a;\nint main(void) {\n", open, middle, close, "\nreturn a; }\n");
  }

  private static Form outside(String open, String middle, String close) {
    return new Form("", open, middle, close, "\n");
  }

  private static final List<Form> FORMS =
      List.of(
          expression("(", "a", ")"),
          expression("-", "a", ""),
          expression("~ -", "a", ""),
          expression("!", "a", ""),
          expression("(int)", "a", ""),
          expression("(int)(", "a", ")"),
          expression("*&", "a", ""),
          expression("f(", "a", ")"),
          expression("a + ", "a", ""),
          expression("", "a", " + a"),
          expression("", "a", " * a"),
          expression("a + (", "a", ")"),
          expression("", "a", " && a"),
          expression("a || ", "a", ""),
          expression("", "a", ", a"),
          expression("a = ", "a", ""),
          expression("a += ", "a", ""),
          expression("a ? a : ", "a", ""),
          expression("a ? ", "a", " : a"),
          expression("(a ? ", "a", " : 1)"),
          expression("p[", "a", "]"),
          expression("", "*p", "[p]"),
          expression("s", "->n", "->v[0]"),
          expression("sizeof ", "a", ""),
          expression("sizeof(", "a", ")"),
          expression("sizeof(int[", "1", "])"),
          expression("({ ", "a", "; })"),
          expression("({ int b = ", "a", "; b; })"),
          expression("_Generic(", "a", ", default: a)"),
          expression("_Generic(0, int: ", "a", ")"),
          expression("(__typeof__(", "a", "))1"),
          expression("((struct { int x; }){", "a", "}).x"),
          expression("__builtin_choose_expr(1, ", "a", ", 2)"),
          expression("", "\"x\"[0]", " - 1"),
          expression("*", "p", ""),
          expression("++", "a", ""),
          expression("", "a", "++"),
          expression("1 << ", "1", ""),
          expression("a < ", "1", ""),
          statement("{", "a++;", "}"),
          statement("if (a) ", "a++;", ""),
          statement("if (a) {", "a++;", "}"),
          statement("if (a) a++; else ", "a++;", ""),
          statement("while (a) ", "a--;", ""),
          statement("for (;a;) {", "a--;", "}"),
          statement("do ", "a--;", " while (a);"),
          statement("switch (a) ", ";", ""),
          statement("switch (a) { case 1: ", ";", "}"),
          statement("", "a++;", "a++;"),
          statement("", ";", ";"),
          statement("{ int b = a; ", "a++;", "a = b; }"),
          statement("int a[2]; {", "a[0] = 1;", "}"),
          statement("__attribute__((unused)) ", "int z;", ""),
          statement("__asm__(\"nop\");", "", ""),
          statement("extern int ", "z", "[1];"),
          outside("struct {", "int x;", "} m;"),
          outside("struct s {", "int x;", "};"),
          outside("union {", "int x;", "};"),
          outside("int ", "x", "[1]"),
          outside("int x = {", "1", "};"),
          outside("int x[] = {", "1", "};"),
          outside("int x", "", "[2];"),
          outside("int ", "*x", ";"),
          outside("int (*", "x", ")(void);"),
          outside("int (", "x", ");"),
          outside("int *", "x", ";"),
          outside("int * const ", "x", ";"),
          outside("int f(int (*a)(", "int", "));"),
          outside("int f(int a", "", ", int);"),
          outside("enum e { A = ", "1", "};"),
          outside("const ", "int x;", ""),
          outside("long ", "x;", ""),
          outside("typedef int t; ", "t x;", ""),
          outside("_Static_assert(1, \"\");", "", ""),
          outside("_Alignas(", "int", ") int x;"),
          outside("__typeof__(", "int", ") x;"),
          outside("int x = ", "1", ";"),
          outside("char x[] = ", "\"a\"", "\"b\";"),
          outside("#if 1\n", "int x;\n", "#endif\n"),
          outside("#if (", "1", ")\n#endif\n"),
          outside("#if !", "1", "\n#endif\n"),
          outside("#define a a(\n", "a", ")"),
          outside("#define f(x) f(x\n", "f(", ")"),
          outside("#define d(x) x x\n", "d(1)", ""),
          outside("\\\n", "int x;", ""),
          outside("/*", "", "*/"),
          outside("\"", "", "\""),
          outside("extern \"C\" {", "", "}"),
          outside("(", "", ")"),
          outside("[", "", "]"),
          outside("{", "", "}"),
          outside("__attribute__((", "packed", ")) int x;"),
          outside("#pragma pack(push, 1)\n", "struct s { int x; };\n", "#pragma pack(pop)\n"));

  private Nesting() {}

  static int forms() {
    return FORMS.size();
  }

  static String program(int form, int depth) {
    return FORMS.get(form).program(depth);
  }
}
