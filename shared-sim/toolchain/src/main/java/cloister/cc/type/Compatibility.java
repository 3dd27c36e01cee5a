package cloister.cc.type;

import java.util.ArrayList;
import java.util.List;

/** Compatible types and the composite of two (C11 6.2.7). */
public final class Compatibility {
  private Compatibility() {}

  /** Compatible with their qualifiers. */
  public static boolean compatible(Qualified a, Qualified b) {
    return a.isConst() == b.isConst()
        && a.isVolatile() == b.isVolatile()
        && compatible(a.type(), b.type());
  }

  public static boolean compatible(Type a, Type b) {
    if (a == b) {
      return true;
    }
    return switch (a) {
      case IntegerType x -> b instanceof IntegerType y && integers(x, y);
      case Type.Pointer(Qualified x) -> b instanceof Type.Pointer(Qualified y) && compatible(x, y);
      case Type.Array x -> b instanceof Type.Array y && arrays(x, y);
      case Type.Function x -> b instanceof Type.Function y && functions(x, y);
      case Type.Void nothing -> b.isVoid();
      case Type.Floating floating -> false;
      case RecordType struct -> false;
    };
  }

  private static boolean integers(IntegerType a, IntegerType b) {
    boolean both = a.enumeration().isPresent() && b.enumeration().isPresent();
    return a.kind() == b.kind() && (!both || a.equals(b));
  }

  private static boolean arrays(Type.Array a, Type.Array b) {
    boolean lengths = a.length() < 0 || b.length() < 0 || a.length() == b.length();
    return lengths && compatible(a.element(), b.element());
  }

  private static boolean functions(Type.Function a, Type.Function b) {
    if (!compatible(a.result(), b.result()) || !a.convention().equals(b.convention())) {
      return false;
    }
    if (!a.prototype() || !b.prototype()) {
      Type.Function known = a.prototype() ? a : b;
      return !known.prototype() || !known.variadic() && allPromoted(known.parameters());
    }
    if (a.variadic() != b.variadic() || a.parameters().size() != b.parameters().size()) {
      return false;
    }
    for (int i = 0; i < a.parameters().size(); i++) {
      if (!compatible(a.parameters().get(i).type(), b.parameters().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /** True when the default argument promotions change none of them (6.7.6.3, paragraph 15). */
  private static boolean allPromoted(List<Qualified> parameters) {
    for (Qualified parameter : parameters) {
      boolean narrow = parameter.type() instanceof IntegerType integer && integer.size() < 4;
      if (narrow || parameter.type() == Type.Floating.FLOAT) {
        return false;
      }
    }
    return true;
  }

  public static Qualified composite(Qualified a, Qualified b) {
    return a.with(composite(a.type(), b.type()));
  }

  /** What is known of two compatible types together. */
  public static Type composite(Type a, Type b) {
    if (a instanceof Type.Pointer(Qualified x) && b instanceof Type.Pointer(Qualified y)) {
      return new Type.Pointer(composite(x, y));
    }
    if (a instanceof Type.Array x && b instanceof Type.Array y) {
      Qualified element = composite(x.element(), y.element());
      boolean first = x.length() >= 0 || y.length() == Type.Array.UNKNOWN;
      return (first ? x : y).withElement(element);
    }
    if (a instanceof Type.Function x && b instanceof Type.Function y) {
      return functionComposite(x, y);
    }
    return a;
  }

  private static Type functionComposite(Type.Function a, Type.Function b) {
    if (!a.prototype() || !b.prototype()) {
      return a.prototype() ? a : b;
    }
    List<Qualified> parameters = new ArrayList<>();
    for (int i = 0; i < Math.min(a.parameters().size(), b.parameters().size()); i++) {
      parameters.add(composite(a.parameters().get(i), b.parameters().get(i)));
    }
    return new Type.Function(
        composite(a.result(), b.result()), parameters, a.variadic(), true, a.convention());
  }
}
