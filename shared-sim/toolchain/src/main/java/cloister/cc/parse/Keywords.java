package cloister.cc.parse;

import cloister.cc.lex.Token;
import java.util.List;

/** The words that C reserves (C11 6.4.1), and GNU's. */
final class Keywords {
  /** What a type can be made of, for suggestions. */
  static final List<String> OF_TYPES =
      List.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "_Bool",
          "struct",
          "union",
          "enum",
          "const",
          "volatile",
          "static",
          "extern",
          "typedef",
          "register",
          "auto",
          "inline");

  /** What a statement can begin with, for suggestions. */
  static final List<String> OF_STATEMENTS =
      List.of(
          "if",
          "else",
          "while",
          "do",
          "for",
          "switch",
          "case",
          "default",
          "return",
          "break",
          "continue",
          "goto");

  /** What can stand before a block. */
  static final List<String> BEFORE_BLOCKS = List.of("if", "else", "while", "do", "for", "switch");

  private Keywords() {}

  /** The plain spelling of a keyword that GNU lets one write with underscores. */
  static String plain(String word) {
    if (word.charAt(0) != '_') {
      return word;
    }
    return switch (word) {
      case "__const", "__const__" -> "const";
      case "__volatile", "__volatile__" -> "volatile";
      case "__restrict", "__restrict__" -> "restrict";
      case "__inline", "__inline__" -> "inline";
      case "__signed", "__signed__" -> "signed";
      case "__asm", "__asm__" -> "asm";
      case "__typeof", "__typeof__" -> "typeof";
      case "__alignof" -> "__alignof__";
      case "__attribute" -> "__attribute__";
      case "__complex", "__complex__" -> "_Complex";
      case "__real" -> "__real__";
      case "__imag" -> "__imag__";
      case "__thread" -> "_Thread_local";
      default -> word;
    };
  }

  static boolean isKeyword(Token token) {
    return token.kind() == Token.Kind.IDENTIFIER
        && (isOfType(token.text()) || isOfStatement(token.text()) || isOfExpression(token.text()));
  }

  /** True for a word that can stand among declaration specifiers, besides names of types. */
  static boolean isOfType(String word) {
    return isType(word)
        || isQualifier(word)
        || isStorage(word)
        || isTag(word)
        || switch (word) {
          case "inline", "_Noreturn", "typeof", "_Alignas", "__attribute__", "__extension__" ->
              true;
          default -> false;
        };
  }

  /** True for a keyword that is a type, or a part of one (C11 6.7.2). */
  static boolean isType(String word) {
    return switch (word) {
      case "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "_Bool",
          "_Complex",
          "__int128",
          "__auto_type" ->
          true;
      default -> false;
    };
  }

  static boolean isQualifier(String word) {
    return switch (word) {
      case "const", "volatile", "restrict", "_Atomic" -> true;
      default -> false;
    };
  }

  static boolean isStorage(String word) {
    return switch (word) {
      case "typedef", "extern", "static", "auto", "register", "_Thread_local" -> true;
      default -> false;
    };
  }

  static boolean isTag(String word) {
    return word.equals("struct") || word.equals("union") || word.equals("enum");
  }

  static boolean isOfStatement(String word) {
    return switch (word) {
      case "if",
          "else",
          "while",
          "do",
          "for",
          "switch",
          "case",
          "default",
          "return",
          "break",
          "continue",
          "goto",
          "asm",
          "_Static_assert" ->
          true;
      default -> false;
    };
  }

  private static boolean isOfExpression(String word) {
    return switch (word) {
      case "sizeof",
          "_Alignof",
          "__alignof__",
          "_Generic",
          "__real__",
          "__imag__",
          "__label__",
          "__builtin_va_arg",
          "__builtin_offsetof",
          "__builtin_types_compatible_p",
          "__builtin_choose_expr" ->
          true;
      default -> false;
    };
  }
}
