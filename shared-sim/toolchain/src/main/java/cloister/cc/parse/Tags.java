package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.TypeSpecifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Structures, unions and enumerations (C11 6.7.2.1, 6.7.2.2). */
final class Tags {
  private final Grammar grammar;
  private final Cursor cursor;

  Tags(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  TypeSpecifier specifier() {
    int outer = grammar.depth.enter();
    Token keyword = cursor.take();
    List<Attribute> attributes = new ArrayList<>(grammar.attributes.all());
    Optional<String> tag = tag(keyword);
    Span span = tag.isPresent() ? cursor.previous().span() : keyword.span();
    if (tag.isEmpty() && !cursor.at("{")) {
      grammar.errors.here(Complaint.tagMissing(keyword.text()));
    }
    TypeSpecifier type =
        keyword.is("enum")
            ? enumeration(tag, attributes, span)
            : structure(keyword.is("union"), tag, attributes, span);
    grammar.depth.leave(outer);
    return type;
  }

  private Optional<String> tag(Token keyword) {
    Token token = cursor.peek();
    if (token.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(token)) {
      return Optional.empty();
    }
    cursor.take();
    grammar.scopes.declareTag(keyword.text(), token.text());
    return Optional.of(token.text());
  }

  private TypeSpecifier structure(
      boolean union, Optional<String> tag, List<Attribute> attributes, Span span) {
    Optional<List<TypeSpecifier.MemberDeclaration>> members = Optional.empty();
    if (cursor.at("{")) {
      Optional<Token> pack = grammar.packing.at(cursor.index());
      members = Optional.of(members());
      attributes.addAll(grammar.attributes.all());
      pack.ifPresent(bytes -> attributes.add(pack(bytes)));
    }
    return new TypeSpecifier.StructOrUnion(union, tag, members, List.copyOf(attributes), span);
  }

  private static Attribute pack(Token bytes) {
    return new Attribute(
        "pack", List.of(new Expression.Number(bytes.text(), bytes.span())), bytes.span());
  }

  private List<TypeSpecifier.MemberDeclaration> members() {
    Token open = cursor.take();
    List<TypeSpecifier.MemberDeclaration> members = new ArrayList<>();
    while (!cursor.at("}") && !cursor.atEnd()) {
      int before = cursor.index();
      member(members);
      if (cursor.index() == before) {
        cursor.take();
      }
    }
    grammar.recovery.close("}", open);
    return List.copyOf(members);
  }

  private void member(List<TypeSpecifier.MemberDeclaration> members) {
    if (cursor.accept(";")) {
      return;
    }
    if (cursor.at("_Static_assert")) {
      members.add(new TypeSpecifier.Assertion(grammar.declarations.assertion()));
      return;
    }
    Specifiers specifiers = grammar.specifying.specifiers();
    if (!Specifying.isTyped(specifiers)) {
      grammar.errors.here(Complaint.memberExpected(cursor.peek()));
      grammar.recovery.skipDeclaration();
      return;
    }
    refuseStorage(specifiers);
    List<TypeSpecifier.MemberDeclarator> declarators = new ArrayList<>();
    if (!cursor.at(";")) {
      do {
        declarators.add(declarator());
      } while (cursor.accept(","));
    }
    members.add(new TypeSpecifier.Members(specifiers, List.copyOf(declarators)));
    end();
  }

  /** GNU lets the last semicolon be left out. */
  private void end() {
    if (cursor.at("}")) {
      grammar.errors.warnBehind(Complaint.lastSemicolon());
    } else {
      grammar.recovery.semicolon();
    }
  }

  private void refuseStorage(Specifiers specifiers) {
    for (Specifiers.Word word : specifiers.words()) {
      if (Keywords.isStorage(word.text()) || word.text().equals("inline")) {
        grammar.errors.at(word.span(), Complaint.storageOfMember(word.text()));
      }
    }
  }

  private TypeSpecifier.MemberDeclarator declarator() {
    List<Attribute> attributes = new ArrayList<>(grammar.attributes.all());
    Declarator declarator =
        cursor.at(":")
            ? new Declarator.Name(Optional.empty(), cursor.peek().span())
            : grammar.declarators.declarator(Declarators.Form.NAMED, attributes);
    Optional<Expression> width = Optional.empty();
    if (cursor.accept(":")) {
      width = Optional.of(grammar.expressions.conditional());
    }
    attributes.addAll(grammar.attributes.all());
    return new TypeSpecifier.MemberDeclarator(declarator, width, List.copyOf(attributes));
  }

  private TypeSpecifier enumeration(Optional<String> tag, List<Attribute> attributes, Span span) {
    Optional<List<TypeSpecifier.Enumerator>> enumerators = Optional.empty();
    Token open = cursor.peek();
    if (cursor.accept("{")) {
      List<TypeSpecifier.Enumerator> found = new ArrayList<>();
      do {
        enumerator(found);
      } while (grammar.recovery.goesOn("}") && !cursor.at("}"));
      grammar.recovery.close("}", open);
      enumerators = Optional.of(List.copyOf(found));
      attributes.addAll(grammar.attributes.all());
    }
    return new TypeSpecifier.Enumeration(tag, enumerators, List.copyOf(attributes), span);
  }

  private void enumerator(List<TypeSpecifier.Enumerator> found) {
    Token name = cursor.peek();
    if (name.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(name)) {
      grammar.declarators.nameMissing();
      return;
    }
    cursor.take();
    grammar.attributes.all();
    Optional<Expression> value = Optional.empty();
    if (cursor.accept("=")) {
      value = Optional.of(grammar.expressions.conditional());
    }
    grammar.scopes.declare(name.text(), false);
    found.add(new TypeSpecifier.Enumerator(name.text(), value, name.span()));
  }
}
