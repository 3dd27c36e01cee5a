package cloister.cc.check.scope;

import cloister.cc.tree.Symbol;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;

/** What an ordinary identifier means. */
public sealed interface Named {
  record Thing(Symbol.Variable variable) implements Named {}

  record Routine(Symbol.Function function) implements Named {}

  /**
   * A type's name.
   *
   * @param alignment bytes that an attribute asks for, or 0
   */
  record Typedef(Qualified type, int alignment) implements Named {}

  record Enumerator(long value, IntegerType type) implements Named {}
}
