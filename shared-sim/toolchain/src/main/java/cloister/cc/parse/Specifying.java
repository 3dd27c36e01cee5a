package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Alignment;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.TypeName;
import cloister.cc.syntax.TypeSpecifier;
import java.util.ArrayList;
import java.util.List;

/** Declaration specifiers (C11 6.7). */
final class Specifying {
  private final Grammar grammar;
  private final Cursor cursor;

  Specifying(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** What has been read of them. */
  private static final class Found {
    final List<Specifiers.Word> words = new ArrayList<>();
    final List<TypeSpecifier> types = new ArrayList<>();
    final List<Alignment> alignments = new ArrayList<>();
    final List<Attribute> attributes = new ArrayList<>();
    boolean typed;

    void type(TypeSpecifier type) {
      types.add(type);
      typed = true;
    }
  }

  /** Everything that stands here; nothing of it may be there at all. */
  Specifiers specifiers() {
    Token first = cursor.peek();
    int start = cursor.index();
    Found found = new Found();
    while (one(found)) {}
    Span span = first.span();
    if (cursor.index() > start) {
      span = span.to(cursor.previous().span());
    }
    return new Specifiers(
        List.copyOf(found.words),
        List.copyOf(found.types),
        List.copyOf(found.alignments),
        List.copyOf(found.attributes),
        span);
  }

  static boolean isTyped(Specifiers specifiers) {
    return !specifiers.type().isEmpty()
        || specifiers.words().stream().anyMatch(word -> Keywords.isType(word.text()));
  }

  /** The same specifiers, with the {@code int} that C89 let one leave out. */
  static Specifiers withInt(Specifiers specifiers) {
    List<Specifiers.Word> words = new ArrayList<>(specifiers.words());
    words.add(new Specifiers.Word("int", specifiers.span()));
    return new Specifiers(
        List.copyOf(words),
        specifiers.type(),
        specifiers.alignments(),
        specifiers.attributes(),
        specifiers.span());
  }

  /** True when a type's name begins at the token so far ahead. */
  boolean typeAt(int ahead) {
    Token token = cursor.peek(grammar.attributes.past(ahead));
    if (token.kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    String word = token.text();
    return Keywords.isType(word)
        || Keywords.isQualifier(word)
        || Keywords.isTag(word)
        || word.equals("typeof")
        || grammar.scopes.isType(word);
  }

  /** True when a declaration begins here, other than with an unknown name. */
  boolean declarationHere() {
    int ahead = 0;
    while (cursor.peek(ahead).is("__extension__")) {
      ahead++;
    }
    Token token = cursor.peek(ahead);
    return token.kind() == Token.Kind.IDENTIFIER
        && (typeAt(ahead)
            || !token.is("__attribute__") && Keywords.isOfType(token.text())
            || token.is("_Static_assert"));
  }

  private boolean one(Found found) {
    Token token = cursor.peek();
    String word = token.text();
    if (token.kind() != Token.Kind.IDENTIFIER || semicolonForgotten(found, token)) {
      return false;
    }
    if (word.equals("_Atomic") && cursor.peek(1).is("(")) {
      atomic(found);
    } else if (Keywords.isType(word)) {
      found.typed |= !word.equals("_Complex");
      word(found);
    } else if (Keywords.isQualifier(word) || Keywords.isStorage(word)) {
      word(found);
    } else if (Keywords.isTag(word)) {
      tag(found);
    } else if (Keywords.isOfType(word)) {
      return special(found, word);
    } else if (!found.typed && grammar.scopes.isType(word)) {
      cursor.take();
      found.type(new TypeSpecifier.TypedefName(word, token.span()));
    } else if (!found.typed && grammar.unknownTypes.ahead()) {
      found.typed = true;
      found.words.add(grammar.unknownTypes.take());
    } else {
      return false;
    }
    return true;
  }

  private boolean special(Found found, String word) {
    switch (word) {
      case "inline", "_Noreturn" -> word(found);
      case "typeof" -> typeof(found);
      case "_Alignas" -> alignment(found);
      case "__attribute__" -> found.attributes.addAll(grammar.attributes.all());
      default -> cursor.take();
    }
    return true;
  }

  private void word(Found found) {
    Token token = cursor.peek();
    boolean second = Keywords.isType(token.text()) && !token.is("_Complex");
    if (second && !found.types.isEmpty()) {
      grammar.errors.here(Complaint.secondType(token.text()));
      cursor.take();
      return;
    }
    if (token.is("_Thread_local")) {
      grammar.errors.here(Complaint.threadLocal());
    }
    cursor.take();
    found.words.add(new Specifiers.Word(token.text(), token.span()));
  }

  private void tag(Found found) {
    Token keyword = cursor.peek();
    if (found.typed) {
      grammar.errors.here(Complaint.secondType(keyword.text()));
    }
    TypeSpecifier type = grammar.tags.specifier();
    if (found.types.isEmpty()) {
      found.type(type);
    }
  }

  /** {@code _Atomic(type)} is that type with a qualifier (C11 6.7.2.4). */
  private void atomic(Found found) {
    Token keyword = cursor.take();
    Token open = cursor.take();
    found.words.add(new Specifiers.Word("_Atomic", keyword.span()));
    TypeName operand = grammar.typeNames.typeName();
    grammar.recovery.close(")", open);
    if (found.types.isEmpty()) {
      found.type(new TypeSpecifier.TypeofType(operand, keyword.span()));
    }
  }

  private void typeof(Found found) {
    Token keyword = cursor.take();
    Token open = cursor.peek();
    if (!grammar.recovery.expect("(")) {
      return;
    }
    TypeSpecifier type =
        grammar.typeNames.here(0)
            ? new TypeSpecifier.TypeofType(grammar.typeNames.typeName(), keyword.span())
            : new TypeSpecifier.TypeofExpression(grammar.expressions.expression(), keyword.span());
    grammar.recovery.close(")", open);
    if (found.types.isEmpty()) {
      found.type(type);
    }
  }

  private void alignment(Found found) {
    Token keyword = cursor.take();
    Token open = cursor.peek();
    if (!grammar.recovery.expect("(")) {
      return;
    }
    found.alignments.add(
        grammar.typeNames.here(0)
            ? new Alignment.AsType(grammar.typeNames.typeName(), keyword.span())
            : new Alignment.Boundary(grammar.expressions.conditional(), keyword.span()));
    grammar.recovery.close(")", open);
  }

  /** A structure's end, and on the next line something that begins another declaration. */
  private boolean semicolonForgotten(Found found, Token next) {
    return !found.types.isEmpty()
        && cursor.previous().is("}")
        && next.firstOfLine()
        && (Keywords.isType(next.text())
            || Keywords.isTag(next.text())
            || Keywords.isStorage(next.text())
            || next.is("typeof"));
  }
}
