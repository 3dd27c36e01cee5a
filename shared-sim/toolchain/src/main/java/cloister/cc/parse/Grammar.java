package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/** The rules of the grammar, each of which needs the others, and what they all look at. */
final class Grammar {
  final Packing packing = new Packing();
  final Scopes scopes = new Scopes();
  final Cursor cursor;
  final Errors errors;
  final Depth depth;
  final Recovery recovery;
  final Attributes attributes;
  final UnknownTypes unknownTypes;
  final Specifying specifying;
  final Tags tags;
  final Declarators declarators;
  final Parameters parameters;
  final TypeNames typeNames;
  final Initializers initializers;
  final Declarations declarations;
  final Externals externals;
  final Statements statements;
  final Blocks blocks;
  final Expressions expressions;
  final Operands operands;
  final Builtins builtins;
  final Assemblies assemblies;

  Grammar(List<Token> tokens, Diagnostics diagnostics, Limits limits) {
    cursor = new Cursor(prepared(tokens, diagnostics));
    errors = new Errors(cursor, diagnostics);
    depth = new Depth(errors, limits);
    recovery = new Recovery(this);
    attributes = new Attributes(this);
    unknownTypes = new UnknownTypes(this);
    specifying = new Specifying(this);
    tags = new Tags(this);
    declarators = new Declarators(this);
    parameters = new Parameters(this);
    typeNames = new TypeNames(this);
    initializers = new Initializers(this);
    declarations = new Declarations(this);
    externals = new Externals(this);
    statements = new Statements(this);
    blocks = new Blocks(this);
    expressions = new Expressions(this);
    operands = new Operands(this);
    builtins = new Builtins(this);
    assemblies = new Assemblies(this);
  }

  /** Gives keywords their plain spelling, and takes the pragmas out. */
  private List<Token> prepared(List<Token> tokens, Diagnostics diagnostics) {
    List<Token> plain = new ArrayList<>(tokens.size());
    int next = 0;
    while (next < tokens.size()) {
      Token token = tokens.get(next);
      if (token.is("__pragma_pack")) {
        next = pragma(tokens, next + 1, plain.size());
      } else if (token.kind() == Token.Kind.OTHER) {
        next = stray(tokens, next, diagnostics);
      } else {
        plain.add(plain(token));
        next++;
      }
    }
    return plain;
  }

  /** Characters without a meaning are reported once for each row of them, and left out. */
  private static int stray(List<Token> tokens, int first, Diagnostics diagnostics) {
    Token token = tokens.get(first);
    diagnostics.error(token.span(), Complaint.strayCharacter(token));
    int next = first;
    while (tokens.get(next).kind() == Token.Kind.OTHER) {
      next++;
    }
    return next;
  }

  private int pragma(List<Token> tokens, int open, int index) {
    int close = open;
    while (!tokens.get(close).isEnd() && !tokens.get(close).is(")")) {
      close++;
    }
    packing.pragma(tokens.subList(Math.min(open + 1, close), close), index);
    return tokens.get(close).isEnd() ? close : close + 1;
  }

  private static Token plain(Token token) {
    String word =
        token.kind() == Token.Kind.IDENTIFIER ? Keywords.plain(token.text()) : token.text();
    return word.equals(token.text())
        ? token
        : new Token(token.kind(), word, token.span(), token.spaceBefore(), token.firstOfLine());
  }
}
