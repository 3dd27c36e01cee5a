package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.scope.Format;
import cloister.cc.lex.StringConstant;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Program;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads GNU's attributes. */
final class Attributes {
  private static final int MOST_ALIGNMENT = 1 << 28;

  private final Unit unit;

  Attributes(Unit unit) {
    this.unit = unit;
  }

  /** What the attributes of a declaration say together. */
  static final class Found {
    boolean packed;
    boolean noreturn;
    boolean naked;
    boolean used;
    boolean unused;
    boolean weak;
    boolean alwaysInline;
    boolean noInline;
    boolean gnuInline;
    boolean returnsTwice;
    boolean constructor;
    boolean destructor;

    /** Of a constructor or destructor: the end of its section's name, empty for the usual one. */
    String priority = "";

    int alignment;
    int mostAlignment;
    String section = "";
    String alias = "";
    Optional<Attribute> cleanup = Optional.empty();
    Optional<Format> format = Optional.empty();
    Optional<String> deprecated = Optional.empty();

    /** What is said of each call that is left when all is optimised. */
    Optional<Program.Forbidden> forbidden = Optional.empty();

    boolean transparent;
    Optional<Type.Scalar> mode = Optional.empty();

    /** Those that say how functions are called. */
    final List<Attribute> conventions = new ArrayList<>();
  }

  Found read(List<Attribute> first) {
    Found found = new Found();
    first.forEach(attribute -> read(attribute, found));
    return found;
  }

  Found read(List<Attribute> first, List<Attribute> second) {
    Found found = read(first);
    second.forEach(attribute -> read(attribute, found));
    return found;
  }

  private void read(Attribute attribute, Found found) {
    switch (attribute.name()) {
      case "packed" -> found.packed = true;
      case "aligned" -> found.alignment = Math.max(found.alignment, alignment(attribute));
      case "pack" -> found.mostAlignment = alignment(attribute);
      case "noreturn" -> found.noreturn = true;
      case "naked" -> found.naked = true;
      case "used", "retain", "externally_visible" -> found.used = true;
      case "unused" -> found.unused = true;
      case "weak" -> found.weak = true;
      case "always_inline" -> found.alwaysInline = true;
      case "noinline", "noclone", "noipa" -> found.noInline = true;
      case "returns_twice" -> found.returnsTwice = true;
      case "gnu_inline" -> found.gnuInline = true;
      case "constructor" -> {
        found.constructor = true;
        found.priority = priority(attribute);
      }
      case "destructor" -> {
        found.destructor = true;
        found.priority = priority(attribute);
      }
      case "alias" -> found.alias = text(attribute, 0).orElse("");
      case "section" -> found.section = text(attribute, 0).orElse("");
      case "deprecated" -> found.deprecated = Optional.of(text(attribute, 0).orElse(""));
      case "error", "warning" -> {
        String text = text(attribute, 0).orElse("");
        boolean error = attribute.name().equals("error");
        found.forbidden = Optional.of(new Program.Forbidden("", error, text));
      }
      case "transparent_union" -> found.transparent = true;
      case "format" -> found.format = format(attribute);
      case "mode" -> found.mode = mode(attribute);
      case "cleanup" -> found.cleanup = Optional.of(attribute);
      case "cdecl", "stdcall", "fastcall", "regparm" -> found.conventions.add(attribute);
      default -> other(attribute);
    }
  }

  private void other(Attribute attribute) {
    switch (attribute.name()) {
      case "const", "pure", "malloc", "visibility", "fallthrough", "nonnull", "leaf" -> {}
      case "nothrow", "warn_unused_result", "returns_nonnull", "alloc_size", "hot", "cold" -> {}
      case "format_arg", "sentinel", "may_alias", "artificial", "no_instrument_function" -> {}
      case "assume_aligned", "alloc_align", "access", "nonstring", "flatten" -> {}
      case "optimize", "no_sanitize", "no_sanitize_address", "no_stack_protector" -> {}
      case "no_reorder", "common", "nocommon", "tls_model", "designated_init", "gcc_struct" -> {}
      case "no_icf", "noplt" -> {}
      case "thiscall", "sseregparm", "vector_size", "ms_struct", "ms_abi" -> unsupported(attribute);
      case "force_align_arg_pointer", "ifunc", "weakref", "interrupt", "scalar_storage_order" ->
          unsupported(attribute);
      default ->
          unit.warn(attribute.span(), "cc.type.attribute.unknown", code("name", attribute.name()));
    }
  }

  private void unsupported(Attribute attribute) {
    unit.error(attribute.span(), "cc.type.attribute.unsupported", code("name", attribute.name()));
  }

  /** Five digits, so that the order of names is that of numbers (GCC manual, constructor). */
  private String priority(Attribute attribute) {
    if (attribute.arguments().isEmpty()) {
      return "";
    }
    String digits = number(attribute, 0).map(value -> Long.toString(value)).orElse("");
    return "." + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  private int alignment(Attribute attribute) {
    if (attribute.arguments().isEmpty()) {
      return 16;
    }
    Optional<Long> bytes = number(attribute, 0);
    return bytes.map(value -> powerOfTwo(value, attribute.span())).orElse(0);
  }

  /** An alignment in bytes; 0 after reporting one that is none. */
  int powerOfTwo(long bytes, Span span) {
    if (bytes > MOST_ALIGNMENT && (bytes & bytes - 1) == 0) {
      unit.error(
          span,
          "cc.type.alignment.large",
          code("value", Long.toString(bytes)),
          code("most", Long.toString(MOST_ALIGNMENT)));
      return 0;
    }
    if (bytes < 0 || (bytes & bytes - 1) != 0) {
      unit.error(span, "cc.type.alignment", code("value", Long.toString(bytes)));
      return 0;
    }
    return (int) bytes;
  }

  /** An argument that is a constant number; nothing after reporting another. */
  Optional<Long> number(Attribute attribute, int index) {
    if (index < attribute.arguments().size()
        && unit.expressions.value(attribute.arguments().get(index)) instanceof Constant constant) {
      return Optional.of(constant.value());
    }
    unit.error(attribute.span(), "cc.type.attribute.argument", code("name", attribute.name()));
    return Optional.empty();
  }

  private Optional<String> text(Attribute attribute, int index) {
    if (index >= attribute.arguments().size()
        || !(attribute.arguments().get(index) instanceof Expression.StringLiteral literal)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (int unitOfText : StringConstant.read(literal.parts(), unit.diagnostics).units()) {
      text.append((char) unitOfText);
    }
    return Optional.of(text.toString());
  }

  private static Optional<String> word(Attribute attribute) {
    if (attribute.arguments().isEmpty()
        || !(attribute.arguments().getFirst() instanceof Expression.Identifier word)) {
      return Optional.empty();
    }
    String name = word.name();
    boolean wrapped = name.length() > 4 && name.startsWith("__") && name.endsWith("__");
    return Optional.of(wrapped ? name.substring(2, name.length() - 2) : name);
  }

  private Optional<Format> format(Attribute attribute) {
    String style = word(attribute).orElse("");
    if (style.startsWith("gnu_")) {
      style = style.substring(4);
    }
    Optional<Long> text = number(attribute, 1);
    Optional<Long> first = number(attribute, 2);
    boolean known = style.equals("printf") || style.equals("scanf");
    if (!known || text.isEmpty() || first.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Format(style, text.get().intValue(), first.get().intValue()));
  }

  private Optional<Type.Scalar> mode(Attribute attribute) {
    return switch (word(attribute).orElse("")) {
      case "QI", "byte" -> Optional.of(IntegerType.of(IntegerType.Kind.SIGNED_CHAR));
      case "HI" -> Optional.of(IntegerType.SHORT);
      case "SI", "word", "pointer" -> Optional.of(IntegerType.INT);
      case "DI" -> Optional.of(IntegerType.LONG_LONG);
      case "SF" -> Optional.of(Floating.FLOAT);
      case "DF" -> Optional.of(Floating.DOUBLE);
      case "XF" -> Optional.of(Floating.LONG_DOUBLE);
      default -> {
        unit.error(attribute.span(), "cc.type.attribute.argument", code("name", attribute.name()));
        yield Optional.empty();
      }
    };
  }
}
