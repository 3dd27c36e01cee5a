package cloister.cc.preprocess;

import cloister.cc.lex.Token;

/** What the macros without a fixed replacement stand for in a place. */
final class BuiltinValues {
  private final Options options;
  private final String mainFile;
  private int counter;
  private int includeLevel;

  BuiltinValues(Options options, String mainFile) {
    this.options = options;
    this.mainFile = mainFile;
  }

  void includeLevel(int level) {
    includeLevel = level;
  }

  Token of(Builtin builtin, Token name) {
    return switch (builtin) {
      case FILE -> string(name.span().file(), name);
      case BASE_FILE -> string(mainFile, name);
      case DATE -> string(options.date(), name);
      case TIME -> string(options.time(), name);
      case TIMESTAMP -> string(timestamp(), name);
      case LINE -> number(name.span().line(), name);
      case COUNTER -> number(counter++, name);
      case INCLUDE_LEVEL -> number(includeLevel, name);
      case HAS_INCLUDE, HAS_INCLUDE_NEXT, HAS_ATTRIBUTE, HAS_BUILTIN -> name;
    };
  }

  /** As asctime(3) writes it. */
  private String timestamp() {
    int year = options.date().lastIndexOf(' ');
    String day = options.date().substring(0, year);
    return options.weekday() + " " + day + " " + options.time() + options.date().substring(year);
  }

  private static Token string(String text, Token name) {
    StringBuilder literal = new StringBuilder("\"");
    Stringizing.escape(text, literal);
    return value(Token.Kind.STRING, literal.append('"').toString(), name);
  }

  private static Token number(int value, Token name) {
    return value(Token.Kind.NUMBER, Integer.toString(value), name);
  }

  private static Token value(Token.Kind kind, String text, Token name) {
    return new Token(kind, text, name.span(), name.spaceBefore(), name.firstOfLine());
  }
}
