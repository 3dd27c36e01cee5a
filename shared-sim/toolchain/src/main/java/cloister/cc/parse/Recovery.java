package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.message.Message;

/** Asks for what must come next, and finds the way back where it does not. */
final class Recovery {
  private final Grammar grammar;
  private final Cursor cursor;

  /** True within the parentheses of a {@code for}, beyond which nothing may be skipped. */
  private boolean inHeader;

  Recovery(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A symbol without which it is not worth to go on looking for it. */
  boolean expect(String symbol) {
    if (cursor.accept(symbol)) {
      return true;
    }
    grammar.errors.here(missing(symbol));
    return false;
  }

  /** The bracket that closes what was opened; when it is missing, it is looked for nearby. */
  void close(String symbol, Token open) {
    if (cursor.accept(symbol)) {
      return;
    }
    if (grammar.errors.behind(missing(symbol)) && open.is(opening(symbol))) {
      grammar.errors.note(open.span(), Complaint.opened(open.text()));
    }
    int ahead = closerAhead(symbol);
    while (ahead-- > 0) {
      cursor.take();
    }
  }

  /** Whether the items of a list go on: a comma that is missing before one is reported. */
  boolean goesOn(String closer) {
    if (cursor.accept(",")) {
      return true;
    }
    return itemHere(closer) && grammar.errors.behind(missing(","));
  }

  /** Reads the parentheses of a {@code for}. */
  void header(Runnable reading) {
    boolean outer = inHeader;
    inHeader = true;
    reading.run();
    inHeader = outer;
  }

  /** The semicolon behind a statement or declaration. */
  void semicolon() {
    if (cursor.accept(";")) {
      return;
    }
    if (!inHeader && (cursor.at(")") || cursor.at("]"))) {
      grammar.errors.here(Complaint.closesNothing(cursor.peek().text()));
    } else {
      grammar.errors.behind(missing(";"));
    }
    while (!beginsAnew() && !(inHeader && cursor.at(")"))) {
      if (cursor.at("{") || cursor.at("(") || cursor.at("[")) {
        skip(cursor.past(0));
      } else if (cursor.take().is(";")) {
        return;
      }
    }
  }

  /** Goes to the end of something that cannot be understood, a semicolon or a block. */
  void skipDeclaration() {
    while (!cursor.atEnd() && !cursor.at("}")) {
      boolean block = cursor.at("{");
      if (block || cursor.at("(") || cursor.at("[")) {
        skip(cursor.past(0));
        if (block && !cursor.at(";") && !cursor.at(",")) {
          return;
        }
      } else if (cursor.take().is(";") || cursor.peek().firstOfLine() && beginsAnew()) {
        return;
      }
    }
  }

  void skip(int tokens) {
    for (int i = 0; i < tokens; i++) {
      cursor.take();
    }
  }

  Message missing(String symbol) {
    return Complaint.expected(symbol, cursor.peek());
  }

  /** A new line, a block's end or a keyword of a statement: here one can take up the thread. */
  private boolean beginsAnew() {
    Token token = cursor.peek();
    return token.isEnd()
        || token.is("}")
        || token.firstOfLine() && !Brackets.closes(token)
        || token.kind() == Token.Kind.IDENTIFIER && Keywords.isOfStatement(token.text());
  }

  /** How many tokens to skip in order to pass the bracket; none when it is not nearby. */
  private int closerAhead(String symbol) {
    int ahead = 0;
    while (true) {
      Token token = cursor.peek(ahead);
      if (token.is(symbol)) {
        return ahead + 1;
      }
      if (token.isEnd() || token.is(";") || token.is("{") || token.is("}")) {
        return 0;
      }
      if (Brackets.closes(token)) {
        return 0;
      }
      ahead = Brackets.opens(token) ? cursor.past(ahead) : ahead + 1;
    }
  }

  /** Something that can only be the next item of a list. */
  private boolean itemHere(String closer) {
    Token token = cursor.peek();
    boolean word = token.kind() == Token.Kind.IDENTIFIER && !Keywords.isOfStatement(token.text());
    boolean constant =
        token.kind() == Token.Kind.NUMBER
            || token.kind() == Token.Kind.CHARACTER
            || token.kind() == Token.Kind.STRING;
    return constant
        || word && !token.firstOfLine() && cursor.peek(1).is(closer)
        || word && !token.firstOfLine() && cursor.peek(1).is(",")
        || word && closer.equals(")") && grammar.specifying.typeAt(0) && !token.firstOfLine();
  }

  private static String opening(String symbol) {
    return switch (symbol) {
      case ")" -> "(";
      case "]" -> "[";
      default -> "{";
    };
  }
}
