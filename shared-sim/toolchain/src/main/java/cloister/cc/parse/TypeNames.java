package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.TypeName;
import java.util.ArrayList;

/** Types without a declaration, as in casts (C11 6.7.7). */
final class TypeNames {
  private final Grammar grammar;

  TypeNames(Grammar grammar) {
    this.grammar = grammar;
  }

  /** True when a type stands at the token so far ahead, perhaps one that is not known. */
  boolean here(int ahead) {
    return grammar.specifying.typeAt(ahead) || grammar.unknownTypes.pointerAhead(ahead);
  }

  TypeName typeName() {
    int outer = grammar.depth.enter();
    Token first = grammar.cursor.peek();
    Specifiers specifiers = grammar.specifying.specifiers();
    if (!Specifying.isTyped(specifiers)) {
      grammar.errors.here(Complaint.typeExpected(grammar.cursor.peek()));
      specifiers = Specifying.withInt(specifiers);
    }
    Declarator declarator =
        grammar.declarators.declarator(Declarators.Form.ABSTRACT, new ArrayList<>());
    grammar.depth.leave(outer);
    return new TypeName(specifiers, declarator, first.span());
  }
}
