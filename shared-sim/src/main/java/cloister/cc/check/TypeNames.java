package cloister.cc.check;

import cloister.cc.syntax.TypeName;
import cloister.cc.type.Qualified;

/** Types in casts and behind {@code sizeof} (C11 6.7.7). */
final class TypeNames {
  private final Unit unit;

  TypeNames(Unit unit) {
    this.unit = unit;
  }

  /** The type; lengths that must be computed are added to the unit's. */
  Qualified type(TypeName name) {
    Specifying.Base base = unit.specifying.base(name.specifiers(), false);
    Qualified type = unit.declarators.declared(base.type(), name.declarator()).type();
    return unit.conventions.apply(type, base.attributes().conventions);
  }
}
