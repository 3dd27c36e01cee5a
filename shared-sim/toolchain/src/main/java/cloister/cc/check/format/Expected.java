package cloister.cc.check.format;

import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import java.util.Optional;

/**
 * The type that a directive wants.
 *
 * @param type none when any goes
 */
record Expected(String text, Optional<Type> type) {

  /** Nothing for a conversion that there is not. */
  static Optional<Expected> of(Directive directive, boolean scan) {
    Optional<Type> value =
        switch (directive.conversion()) {
          case 'd', 'i' -> integer(directive.length(), true, scan);
          case 'u', 'x', 'X', 'o' -> integer(directive.length(), false, scan);
          case 'c', 'C' -> Optional.of(scan ? IntegerType.CHAR : IntegerType.INT);
          case 's', 'S', '[' -> Optional.of(character(directive.length()));
          case 'e', 'E', 'f', 'F', 'g', 'G', 'a', 'A' -> real(directive.length(), scan);
          case 'p' -> Optional.of(new Type.Void());
          case 'n' -> integer(directive.length(), true, true);
          default -> Optional.empty();
        };
    boolean points = scan || "sSpn".indexOf(directive.conversion()) >= 0;
    boolean twice = scan && directive.conversion() == 'p';
    return value
        .map(type -> points ? pointer(type) : type)
        .map(type -> twice ? pointer(type) : type)
        .map(type -> new Expected(TypeText.of(type), Optional.of(type)));
  }

  private static Type pointer(Type type) {
    return new Type.Pointer(Qualified.plain(type));
  }

  private static Type character(String length) {
    return length.equals("l") ? IntegerType.LONG : IntegerType.CHAR;
  }

  /** Narrow arguments are promoted, but not what a pointer points to. */
  private static Optional<Type> integer(String length, boolean signed, boolean pointed) {
    IntegerType type =
        switch (length) {
          case "hh" -> pointed ? IntegerType.of(IntegerType.Kind.SIGNED_CHAR) : IntegerType.INT;
          case "h" -> pointed ? IntegerType.SHORT : IntegerType.INT;
          case "l" -> IntegerType.LONG;
          case "ll", "j", "L" -> IntegerType.LONG_LONG;
          default -> IntegerType.INT;
        };
    return Optional.of(type.withSign(signed));
  }

  private static Optional<Type> real(String length, boolean scan) {
    if (length.equals("L")) {
      return Optional.of(Floating.LONG_DOUBLE);
    }
    return Optional.of(scan && length.isEmpty() ? Floating.FLOAT : Floating.DOUBLE);
  }
}
