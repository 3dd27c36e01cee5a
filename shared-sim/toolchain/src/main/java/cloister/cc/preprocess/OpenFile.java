package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Lexer;
import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** A file that is being read, with its conditional groups that are open. */
final class OpenFile {
  private final Lexer lexer;
  private final String path;
  private final int folder;
  private final List<Group> groups = new ArrayList<>();
  private final IncludeGuard guard = new IncludeGuard();

  /** From {@code #if} to {@code #endif}. */
  static final class Group {
    final Token directive;

    /** True when one of its branches has been chosen. */
    boolean taken;

    boolean inElse;

    Group(Token directive, boolean taken) {
      this.directive = directive;
      this.taken = taken;
    }
  }

  /**
   * @param folder the number of the folder of the search where it was found
   */
  OpenFile(Lexer lexer, String path, int folder) {
    this.lexer = lexer;
    this.path = path;
    this.folder = folder;
  }

  Lexer lexer() {
    return lexer;
  }

  String path() {
    return path;
  }

  int folder() {
    return folder;
  }

  List<Group> groups() {
    return groups;
  }

  IncludeGuard guard() {
    return guard;
  }

  Span here() {
    return lexer.here();
  }

  /** The tokens that are left of a directive's line. */
  List<Token> restOfLine() {
    List<Token> tokens = new ArrayList<>();
    lexer.inDirective(true);
    while (!lexer.atLineEnd()) {
      tokens.add(lexer.next());
    }
    lexer.inDirective(false);
    return tokens;
  }
}
