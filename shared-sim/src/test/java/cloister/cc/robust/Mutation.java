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

  private final Dice dice;

  Mutation(Dice dice) {
    this.dice = dice;
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
      case 3 -> tokens.set(place, " " + dice.oneOf(WORDS) + " ");
      case 4 -> tokens.add(place, " " + dice.oneOf(WORDS) + " ");
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
