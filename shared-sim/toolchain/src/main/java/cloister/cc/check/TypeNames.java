package cloister.cc.check;

import cloister.cc.syntax.TypeName;
import cloister.cc.type.Qualified;

/** Types in casts and behind {@code sizeof} (C11 6.7.7). */
final class TypeNames {
  private final Unit unit;

  TypeNames(Unit unit) {
    this.unit = unit;
  }

  /**
   * A type.
   *
   * @param alignment bytes that a name in it or an attribute asks for, or 0
   */
  record Aligned(Qualified type, int alignment) {}

  /** The type with the alignment that its name has, if that is all that is written. */
  Aligned aligned(TypeName name) {
    Specifying.Base base = unit.specifying.base(name.specifiers(), false);
    Qualified plain = unit.declarators.declared(base.type(), name.declarator()).type();
    int alignment = base.alignment() > 0 ? base.alignment() : base.typeAlignment(plain);
    return new Aligned(unit.conventions.apply(plain, base.attributes().conventions), alignment);
  }

  /** The type; lengths that must be computed are added to the unit's. */
  Qualified type(TypeName name) {
    return aligned(name).type();
  }
}
