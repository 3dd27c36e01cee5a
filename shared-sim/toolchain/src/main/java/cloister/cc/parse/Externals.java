package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Declaration;
import cloister.message.Message;
import java.util.List;

/** What stands outside of functions (C11 6.9). */
final class Externals {
  private final Grammar grammar;
  private final Cursor cursor;

  /** True after a statement outside of functions: more of them are no news. */
  private boolean astray;

  Externals(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  void external(List<Declaration> declarations) {
    Token token = cursor.peek();
    if (token.is(";")) {
      cursor.take();
    } else if (token.is("}")) {
      stray(Complaint.closesNothing("}"));
      cursor.take();
    } else if (token.is("asm")) {
      declarations.add(grammar.assemblies.external());
    } else if (statementHere(token)) {
      stray(Complaint.statementOutside(token.text()));
      grammar.recovery.skipDeclaration();
    } else if (begins(token)) {
      astray &= !grammar.specifying.declarationHere();
      declarations.add(grammar.declarations.declaration());
    } else {
      stray(
          Keywords.isKeyword(token)
              ? Complaint.statementOutside(token.text())
              : Complaint.declarationExpected(token));
      grammar.recovery.skipDeclaration();
    }
  }

  private void stray(Message message) {
    if (!astray) {
      grammar.errors.here(message);
    }
    astray = true;
  }

  /** An assignment to or a call of what is known, or an expression that can be nothing else. */
  private boolean statementHere(Token token) {
    Token next = cursor.peek(1);
    if (token.kind() != Token.Kind.IDENTIFIER
        || next.kind() != Token.Kind.PUNCTUATOR
        || next.is("*")
        || grammar.specifying.declarationHere()) {
      return false;
    }
    return switch (next.text()) {
      case "(" -> cursor.peek(cursor.past(1)).is(";");
      case "=", "[" -> astray || grammar.scopes.isKnown(token.text());
      case ";", "," -> false;
      default -> true;
    };
  }

  private boolean begins(Token token) {
    return grammar.specifying.declarationHere()
        || token.is("*")
        || token.is("(")
        || token.is("__attribute__")
        || token.kind() == Token.Kind.IDENTIFIER && !Keywords.isKeyword(token);
  }
}
