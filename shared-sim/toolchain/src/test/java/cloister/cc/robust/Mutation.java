package cloister.cc.robust;

import cloister.cc.random.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sources with one to a few random faults. */
final class Mutation {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\w+|\"(?:[^\"\\\\\n"
              + "]|\\\\.)*\"|'(?:[^'\\\\\n"
              + "]|\\\\.)*'|\\s+|[-+*/%&|^=<>!]=|->|&&|\\|\\||.");

  private static final List<String> WORDS =
      List.of(
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ";",
          ",",
          "*",
          "&",
          "=",
          ":",
          "?",
          "->",
          ".",
          "...",
          "#",
          "##",
          "\\",
          "0",
          "1.5",
          "'a'",
          "\"s\"",
          "0x",
          "struct",
          "union",
          "enum",
          "typedef",
          "static",
          "extern",
          "int",
          "char",
          "void",
          "double",
          "long long",
          "unsigned",
          "const",
          "_Bool",
          "return",
          "if",
          "else",
          "while",
          "for",
          "do",
          "switch",
          "case",
          "default:",
          "break",
          "continue",
          "goto",
          "sizeof",
          "_Alignof",
          "_Generic",
          "_Static_assert",
          "__typeof__",
          "__attribute__((packed))",
          "asm",
          "({",
          "})",
          "\n#if 1\n",
          "\n#else\n",
          "\n#endif\n",
          "\n#define x x\n",
          "\n#undef x\n",
          "//",
          "/*",
          "*/",
          "-1",
          "18446744073709551615u",
          "~",
          "!",
          "++",
          "<<",
          "%",
          "va_arg",
          "__builtin_va_list",
          "main",
          "printf");

  private static final List<String> ASSEMBLY =
      List.of(
          "\n.rept 9\n",
          "\n.endr\n",
          "\n.macro m a, b=1\n",
          "\n.endm\n",
          "\nm \\a\\a\n",
          "\nm 1, 2\n",
          "\n.irp x, 1, 2\n",
          "\n.if 1\n",
          "\n.else\n",
          "\n.endif\n",
          "\n.org 99\n",
          "\n.p2align 4\n",
          "\n.align 0x40000000\n",
          "\n.skip . - x\n",
          "\n.fill 0x7fffffff, 8, 1\n",
          "\n.section s, \"aMS\", @progbits, 1\n",
          "\n.pushsection .data\n",
          "\n.popsection\n",
          "\n.set x, y\n",
          "\nx = y - 1\n",
          "\n.long x - y\n",
          "\n.octa 1\n",
          "\n.comm x, 4, 4\n",
          "\n.code16\n",
          "\n.altmacro\n",
          "\n.include \"a.s\"\n",
          "\n.incbin \"a.s\"\n",
          "\nx:\n",
          "\n1:\n",
          "1b",
          "1f",
          "xorl",
          "lock",
          "rep",
          "movl",
          "jmp",
          "%eax",
          "%st(1)",
          "$0x12345678",
          "(%eax,%ebx,4)",
          "%fs:",
          "*",
          "@GOT",
          "\"",
          "'",
          "/*",
          "#",
          "\\",
          "0x7fffffff",
          "-1",
          "18446744073709551615");

  private static final List<String> SCRIPT =
      List.of(
          "SECTIONS {",
          "}",
          "{",
          "(",
          ")",
          ";",
          ":",
          "*",
          ">",
          "=",
          ". = ",
          ". += ",
          "ALIGN(",
          "ALIGN(4096)",
          "SIZEOF(.text)",
          "ADDR(.data)",
          "LOADADDR(.bss)",
          "ORIGIN(ram)",
          "MAX(1, .)",
          "*(.text*)",
          "KEEP(*(SORT(.data*)))",
          "PROVIDE(x = .);",
          "ASSERT(0, \"no\")",
          "BYTE(1)",
          "QUAD(.)",
          "/DISCARD/ :",
          "(NOLOAD)",
          "MEMORY { ram : ORIGIN = 0, LENGTH = 1M }",
          "PHDRS { p PT_LOAD; }",
          "0xffffffff",
          "-1",
          "1 / 0",
          "x",
          "? 1 : 2",
          "\"",
          "/*");

  private final Dice dice;
  private final List<String> words;

  private Mutation(Dice dice, List<String> words) {
    this.dice = dice;
    this.words = words;
  }

  static Mutation ofC(Dice dice) {
    return new Mutation(dice, WORDS);
  }

  static Mutation ofAssembly(Dice dice) {
    return new Mutation(dice, ASSEMBLY);
  }

  static Mutation ofScripts(Dice dice) {
    return new Mutation(dice, SCRIPT);
  }

  String of(String source) {
    List<String> tokens = tokens(source);
    int faults = dice.between(1, 4);
    for (int i = 0; i < faults && !tokens.isEmpty(); i++) {
      mutate(tokens);
    }
    String text = String.join("", tokens);
    return switch (dice.below(12)) {
      case 0 -> text.substring(0, dice.below(text.length() + 1));
      case 1 -> noise(text);
      default -> text;
    };
  }

  private static List<String> tokens(String source) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(source);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private void mutate(List<String> tokens) {
    int place = dice.below(tokens.size());
    int other = dice.below(tokens.size());
    switch (dice.below(6)) {
      case 0 -> tokens.remove(place);
      case 1 -> tokens.add(place, tokens.get(other));
      case 2 -> tokens.set(place, tokens.get(other));
      case 3 -> tokens.set(place, " " + dice.oneOf(words) + " ");
      case 4 -> tokens.add(place, " " + dice.oneOf(words) + " ");
      default -> {
        int end = Math.min(tokens.size(), place + dice.between(1, 30));
        List<String> some = List.copyOf(tokens.subList(place, end));
        if (dice.chance(50)) {
          tokens.subList(place, end).clear();
        }
        tokens.addAll(Math.min(other, tokens.size()), some);
      }
    }
  }

  private String noise(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < 3 && characters.length > 0; i++) {
      characters[dice.below(characters.length)] = (char) dice.below(dice.oneOf(128, 256));
    }
    return new String(characters);
  }
}
