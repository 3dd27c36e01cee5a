package cloister.cc.lex;

/** The punctuators (C11 6.4.6), the longest first where one begins another. */
final class Punctuators {
  private Punctuators() {}

  /** The punctuator that begins here; empty when none does. */
  static String at(char[] text, int at) {
    char next = text[at + 1];
    return switch (text[at]) {
      case '[' -> "[";
      case ']' -> "]";
      case '(' -> "(";
      case ')' -> ")";
      case '{' -> "{";
      case '}' -> "}";
      case ';' -> ";";
      case ',' -> ",";
      case '?' -> "?";
      case '~' -> "~";
      case '.' -> next == '.' && text[at + 2] == '.' ? "..." : ".";
      case '-' -> next == '>' ? "->" : next == '-' ? "--" : next == '=' ? "-=" : "-";
      case '+' -> next == '+' ? "++" : next == '=' ? "+=" : "+";
      case '&' -> next == '&' ? "&&" : next == '=' ? "&=" : "&";
      case '|' -> next == '|' ? "||" : next == '=' ? "|=" : "|";
      case '*' -> next == '=' ? "*=" : "*";
      case '/' -> next == '=' ? "/=" : "/";
      case '!' -> next == '=' ? "!=" : "!";
      case '^' -> next == '=' ? "^=" : "^";
      case '=' -> next == '=' ? "==" : "=";
      case '#' -> next == '#' ? "##" : "#";
      case ':' -> next == '>' ? ":>" : ":";
      case '<' -> less(next, text[at + 2]);
      case '>' -> greater(next, text[at + 2]);
      case '%' -> percent(next, text[at + 2] == '%' && text[at + 3] == ':');
      default -> "";
    };
  }

  private static String less(char next, char third) {
    return switch (next) {
      case '<' -> third == '=' ? "<<=" : "<<";
      case '=' -> "<=";
      case ':' -> "<:";
      case '%' -> "<%";
      default -> "<";
    };
  }

  private static String greater(char next, char third) {
    return switch (next) {
      case '>' -> third == '=' ? ">>=" : ">>";
      case '=' -> ">=";
      default -> ">";
    };
  }

  private static String percent(char next, boolean again) {
    return switch (next) {
      case '=' -> "%=";
      case '>' -> "%>";
      case ':' -> again ? "%:%:" : "%:";
      default -> "%";
    };
  }

  /** True when a character right behind a punctuator would make another token of it. */
  static boolean joins(String punctuator, char next) {
    boolean comment = punctuator.endsWith("/") && (next == '/' || next == '*');
    boolean point = punctuator.equals(".") && (next == '.' || next >= '0' && next <= '9');
    char[] both = (punctuator + next + next + next).toCharArray();
    return comment || point || at(both, 0).length() > punctuator.length();
  }

  /** What a digraph stands for; every other spelling stands for itself (6.4.6, 3). */
  static String meaning(String spelling) {
    return switch (spelling) {
      case "<:" -> "[";
      case ":>" -> "]";
      case "<%" -> "{";
      case "%>" -> "}";
      case "%:" -> "#";
      case "%:%:" -> "##";
      default -> spelling;
    };
  }
}
