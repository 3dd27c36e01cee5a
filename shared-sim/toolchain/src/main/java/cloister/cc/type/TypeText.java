package cloister.cc.type;

/** Writes types as C declares them (C11 6.7.7): {@code int (*)[3]}. */
public final class TypeText {
  private TypeText() {}

  public static String of(Type type) {
    return of(Qualified.plain(type));
  }

  public static String of(Qualified type) {
    return declare(type, "");
  }

  /** The declaration of a name with a type. */
  public static String declare(Qualified type, String name) {
    return switch (type.type()) {
      case Type.Pointer(Qualified target) -> {
        String qualifiers = qualifiers(type);
        String space = qualifiers.isEmpty() || name.isEmpty() ? "" : " ";
        String inner = "*" + qualifiers + space + name;
        boolean wrap =
            target.type() instanceof Type.Array || target.type() instanceof Type.Function;
        yield declare(target, wrap ? "(" + inner + ")" : inner);
      }
      case Type.Array array -> declare(array.element(), name + "[" + length(array) + "]");
      case Type.Function function ->
          declare(
              Qualified.plain(function.result()),
              name + "(" + parameters(function) + ")" + function.convention().text());
      default -> {
        String qualifiers = qualifiers(type);
        String simple = (qualifiers.isEmpty() ? "" : qualifiers + " ") + simple(type.type());
        yield name.isEmpty() ? simple : simple + " " + name;
      }
    };
  }

  private static String length(Type.Array array) {
    return switch (array.length()) {
      case Type.Array.UNKNOWN -> "";
      case Type.Array.VARIABLE -> "*";
      default -> Integer.toString(array.length());
    };
  }

  private static String parameters(Type.Function function) {
    if (!function.prototype()) {
      return "";
    }
    if (function.parameters().isEmpty()) {
      return function.variadic() ? "..." : "void";
    }
    StringBuilder text = new StringBuilder();
    for (Qualified parameter : function.parameters()) {
      text.append(text.isEmpty() ? "" : ", ").append(of(parameter));
    }
    return text.append(function.variadic() ? ", ..." : "").toString();
  }

  private static String qualifiers(Qualified type) {
    String first = type.isConst() ? "const" : "";
    String space = type.isConst() && type.isVolatile() ? " " : "";
    return first + space + (type.isVolatile() ? "volatile" : "");
  }

  private static String simple(Type type) {
    return switch (type) {
      case Type.Void nothing -> "void";
      case Type.Floating floating ->
          switch (floating) {
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case LONG_DOUBLE -> "long double";
          };
      case IntegerType integer ->
          integer
              .enumeration()
              .map(enumeration -> tagged("enum", enumeration.tag()))
              .orElse(integer.kind().spelling());
      case RecordType struct -> tagged(struct.isUnion() ? "union" : "struct", struct.tag());
      default -> throw new IllegalStateException("not a simple type: " + type.getClass());
    };
  }

  private static String tagged(String keyword, String tag) {
    return keyword + " " + (tag.isEmpty() ? "<anonymous>" : tag);
  }
}
