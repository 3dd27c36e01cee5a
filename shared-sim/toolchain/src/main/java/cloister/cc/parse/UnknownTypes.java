package cloister.cc.parse;

import cloister.asm.report.Nearest;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Specifiers;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names that stand where a type must, and are none. */
final class UnknownTypes {
  private final Grammar grammar;
  private final Cursor cursor;
  private final Set<String> reported = new LinkedHashSet<>();

  UnknownTypes(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** True when a name is followed by another one, or by a star without being known. */
  boolean ahead() {
    Token name = cursor.peek();
    if (!isName(name) || grammar.scopes.isType(name.text())) {
      return false;
    }
    Token next = cursor.peek(1);
    boolean named = isName(next) || next.kind() == Token.Kind.IDENTIFIER && isLaterWord(next);
    return !grammar.scopes.isKnown(name.text())
        && (named || next.is("*") && isPointed(cursor.peek(2)));
  }

  /** True when a name without a meaning and one or more stars stand alone in parentheses. */
  boolean pointerAhead(int ahead) {
    Token name = cursor.peek(ahead);
    int next = ahead + 1;
    while (cursor.peek(next).is("*")) {
      next++;
    }
    return isName(name)
        && !grammar.scopes.isKnown(name.text())
        && next > ahead + 1
        && cursor.peek(next).is(")");
  }

  /** Reports the name, once, and reads on as if it were {@code int}. */
  Specifiers.Word take() {
    Token name = cursor.peek();
    if (reported.add(name.text())) {
      report(name);
    }
    cursor.take();
    return new Specifiers.Word("int", name.span());
  }

  /** Reports a name that is probably a keyword with a slip in it. */
  boolean keywordMeant(Expression.Identifier name) {
    Optional<String> near =
        nearStatement(
            name.name(), cursor.at("{") ? Keywords.BEFORE_BLOCKS : Keywords.OF_STATEMENTS);
    if (near.isEmpty() || grammar.scopes.isKnown(name.name())) {
      return false;
    }
    grammar.errors.at(name.span(), Complaint.keywordMisspelt(name.name(), near.get()));
    return true;
  }

  private void report(Token name) {
    String text = name.text();
    Optional<String> keyword = grammar.scopes.keywordOf(text);
    Optional<String> header = StandardTypes.headerOf(text);
    Optional<String> statement = statementMeant(text);
    if (keyword.isPresent()) {
      grammar.errors.here(Complaint.tagWithoutKeyword(text, keyword.get()));
    } else if (header.isPresent()) {
      grammar.errors.here(Complaint.headerMissing(text, header.get()));
    } else if (statement.isPresent()) {
      grammar.errors.here(Complaint.keywordMisspelt(text, statement.get()));
    } else {
      grammar.errors.here(unknown(text));
    }
  }

  private Message unknown(String name) {
    List<String> known = new ArrayList<>(Keywords.OF_TYPES);
    known.addAll(grammar.scopes.types());
    Optional<String> near = near(name, known);
    return near.isPresent() ? Complaint.unknownType(name, near.get()) : Complaint.unknownType(name);
  }

  /** At the beginning of a statement, a keyword of statements is likelier than a type. */
  private Optional<String> statementMeant(String name) {
    Token before = cursor.previous();
    boolean begins =
        before.is("{") || before.is("}") || before.is(";") || before.is(")") || before.is(":");
    return begins && !grammar.scopes.atFile()
        ? nearStatement(name, Keywords.OF_STATEMENTS)
        : Optional.empty();
  }

  /** In a short word nearly every other one is near. */
  private static Optional<String> nearStatement(String name, List<String> known) {
    return name.length() < 4 ? Optional.empty() : near(name, known);
  }

  private static Optional<String> near(String name, List<String> known) {
    return Nearest.to(name, known, name.length() < 5 ? 1 : 2);
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.IDENTIFIER && !Keywords.isKeyword(token);
  }

  /** A word that can follow a type's name. */
  private static boolean isLaterWord(Token token) {
    return Keywords.isQualifier(token.text()) || Keywords.isStorage(token.text());
  }

  private static boolean isPointed(Token token) {
    return isName(token)
        || token.is("*")
        || token.is(",")
        || token.is(")")
        || token.is("(")
        || token.kind() == Token.Kind.IDENTIFIER && Keywords.isQualifier(token.text());
  }
}
