package cloister.cc.check;

import static cloister.message.Argument.code;
import static cloister.message.Argument.decimal;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.AddressOf;
import cloister.cc.tree.Expression.Builtin;
import cloister.cc.tree.Expression.BuiltinOperation;
import cloister.cc.tree.Expression.Comma;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Convert;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Expression.VariableArgument;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Expression.VariableStart;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GNU's builtin functions. */
final class Builtins {
  private static final Type VOID = new Type.Void();

  /** More calls within each other than anybody counts. */
  private static final int MOST_FRAMES = 255;

  /** As far as GCC goes (manual, {@code __builtin_alloca_with_align}). */
  private static final long MOST_BITS = 1L << 31;

  private static final Type POINTER = new Type.Pointer(Qualified.plain(VOID));

  private final Unit unit;
  private final BitBuiltins bits;
  private final RealBuiltins reals;
  private final OverflowBuiltins overflows;
  private final AtomicBuiltins atomics;
  private final LibraryBuiltins library;

  Builtins(Unit unit) {
    this.unit = unit;
    bits = new BitBuiltins(unit);
    reals = new RealBuiltins(unit);
    overflows = new OverflowBuiltins(unit);
    atomics = new AtomicBuiltins(unit);
    library = new LibraryBuiltins(unit);
  }

  boolean isOne(String name) {
    return name.startsWith("__builtin_")
        || name.startsWith("__sync_")
        || name.startsWith("__atomic_");
  }

  /** True for a function of the library that can be called as a builtin. */
  boolean isLibrary(String name) {
    return switch (name) {
      case "alloca", "abs", "labs", "llabs", "fabs", "fabsf", "fabsl" -> true;
      case "sqrt", "sqrtf", "sqrtl" -> true;
      default -> LibraryBuiltins.knows(name);
    };
  }

  cloister.cc.tree.Expression call(String name, Expression.Call written) {
    Span span = written.span();
    if (name.equals("__builtin_va_start")
        || name.equals("__builtin_va_end")
        || name.equals("__builtin_va_copy")) {
      return list(name, written);
    }
    List<cloister.cc.tree.Expression> values = new ArrayList<>();
    boolean wrong = false;
    for (Expression argument : written.arguments()) {
      cloister.cc.tree.Expression value = unit.expressions.value(argument);
      wrong |= Wrong.within(value.type());
      values.add(value);
    }
    if (wrong) {
      return Wrong.expression(span);
    }
    if (!name.startsWith("__builtin_")) {
      return atomics.call(name, values, span);
    }
    String bare = name.substring("__builtin_".length());
    int wanted = arity(bare);
    if (wanted >= 0 && values.size() != wanted) {
      unit.error(
          span,
          "cc.type.call.count",
          code("function", name),
          decimal("wanted", wanted),
          decimal("count", values.size()));
      return Wrong.expression(span);
    }
    return plain(bare, values, span)
        .or(() -> bits.call(bare, values, span))
        .or(() -> reals.call(bare, values, span))
        .or(() -> overflows.call(bare, values, span))
        .or(() -> library.call(bare, values, written.arguments(), span))
        .orElseGet(() -> unknown(name, span));
  }

  private cloister.cc.tree.Expression unknown(String name, Span span) {
    unit.error(span, "cc.type.builtin.unknown", code("name", name));
    return Wrong.expression(span);
  }

  /** How many arguments the ones in this class take; -1 for others. */
  private static int arity(String name) {
    return switch (name) {
      case "trap", "unreachable" -> 0;
      case "constant_p", "alloca", "frame_address", "return_address" -> 1;
      case "extract_return_addr", "classify_type", "speculation_safe_value" -> 1;
      case "expect", "object_size", "alloca_with_align" -> 2;
      case "expect_with_probability" -> 3;
      case "inf", "inff", "infl", "huge_val", "huge_valf", "huge_vall" -> 0;
      case "bswap16", "bswap32", "bswap64" -> 1;
      case "clz", "clzl", "clzll", "ctz", "ctzl", "ctzll", "clrsb", "clrsbl", "clrsbll" -> 1;
      case "popcount", "popcountl", "popcountll", "parity", "parityl", "parityll" -> 1;
      case "ffs", "ffsl", "ffsll", "abs", "labs", "llabs", "imaxabs" -> 1;
      case "nan", "nanf", "nanl", "nans", "nansf", "nansl" -> 1;
      case "fabs", "fabsf", "fabsl", "sqrt", "sqrtf", "sqrtl" -> 1;
      case "isnan", "isnanf", "isnanl", "isinf", "isinff", "isinfl", "isinf_sign" -> 1;
      case "isfinite", "finite", "finitef", "finitel", "isnormal" -> 1;
      case "signbit", "signbitf", "signbitl" -> 1;
      case "isgreater", "isgreaterequal", "isless", "islessequal", "islessgreater" -> 2;
      case "isunordered" -> 2;
      case "fpclassify" -> 6;
      default -> name.endsWith("_overflow") || name.endsWith("_overflow_p") ? 3 : -1;
    };
  }

  private Optional<cloister.cc.tree.Expression> plain(
      String name, List<cloister.cc.tree.Expression> values, Span span) {
    return Optional.ofNullable(
        switch (name) {
          case "constant_p" -> constant(isConstant(values.getFirst()) ? 1 : 0, span);
          case "expect", "expect_with_probability" ->
              keeping(unit.conversions.convert(values.get(0), IntegerType.LONG), values, 1, span);
          case "assume_aligned" ->
              values.isEmpty() ? null : unit.conversions.convert(values.getFirst(), POINTER);
          case "prefetch", "__clear_cache" -> keeping(nothing(span), values, 0, span);
          case "classify_type" -> constant(classOf(values.getFirst().type()), span);
          case "object_size" ->
              new Constant(
                  values.get(1) instanceof Constant kind && kind.value() >= 2 ? 0 : 0xFFFF_FFFFL,
                  IntegerType.UNSIGNED_INT,
                  span);
          case "unreachable" -> operation(BuiltinOperation.UNREACHABLE, values, VOID, span);
          case "trap" -> operation(BuiltinOperation.TRAP, values, VOID, span);
          case "alloca" ->
              alloca(unit.conversions.convert(values.getFirst(), IntegerType.UNSIGNED_INT), span);
          case "alloca_with_align" -> alignedAlloca(values, span);
          case "frame_address" -> frame(BuiltinOperation.FRAME_ADDRESS, values, span);
          case "return_address" -> frame(BuiltinOperation.RETURN_ADDRESS, values, span);
          case "extract_return_addr" -> unit.conversions.convert(values.getFirst(), POINTER);
          default -> null;
        });
  }

  private cloister.cc.tree.Expression alloca(cloister.cc.tree.Expression bytes, Span span) {
    return operation(BuiltinOperation.ALLOCA, List.of(bytes), POINTER, span);
  }

  /** The alignment is in bits; there is room for the bytes that are passed to reach it. */
  private cloister.cc.tree.Expression alignedAlloca(
      List<cloister.cc.tree.Expression> values, Span span) {
    long bits = values.get(1) instanceof Constant constant ? constant.value() : 0;
    if (bits < 8 || bits > MOST_BITS || Long.bitCount(bits) != 1) {
      unit.error(values.get(1).span(), "cc.type.builtin.alignment");
      return Wrong.expression(span);
    }
    long more = bits / 8 - 1;
    cloister.cc.tree.Expression start = alloca(word("+", values.getFirst(), more, span), span);
    return unit.conversions.convert(word("&", word("+", start, more, span), ~more, span), POINTER);
  }

  private cloister.cc.tree.Expression word(
      String operator, cloister.cc.tree.Expression left, long right, Span span) {
    return unit.arithmetic.binary(
        operator,
        unit.conversions.convert(left, IntegerType.UNSIGNED_INT),
        new Constant(right & 0xFFFF_FFFFL, IntegerType.UNSIGNED_INT, span),
        span);
  }

  /** A type's number in GCC's {@code typeclass.h}. */
  private static int classOf(Type type) {
    return switch (type) {
      case Type.Void _ -> 0;
      case IntegerType _ -> 1;
      case Type.Pointer _, Type.Array _, Type.Function _ -> 5;
      case Floating _ -> 8;
      case RecordType record -> record.isUnion() ? 13 : 12;
    };
  }

  private static boolean isConstant(cloister.cc.tree.Expression value) {
    return value instanceof Constant
        || value instanceof RealConstant
        || value instanceof AddressOf address
            && address.place() instanceof VariablePlace variable
            && variable.variable().name().isEmpty();
  }

  /** A value, after the arguments from one on have been evaluated as far as that matters. */
  private static cloister.cc.tree.Expression keeping(
      cloister.cc.tree.Expression value,
      List<cloister.cc.tree.Expression> values,
      int first,
      Span span) {
    cloister.cc.tree.Expression all = value;
    for (int i = values.size() - 1; i >= first; i--) {
      cloister.cc.tree.Expression other = values.get(i);
      if (!(other instanceof Constant) && !(other instanceof RealConstant)) {
        all = new Comma(new Convert(other, VOID, span), all, all.type(), span);
      }
    }
    return all;
  }

  private static cloister.cc.tree.Expression constant(long value, Span span) {
    return new Constant(value, IntegerType.INT, span);
  }

  private static cloister.cc.tree.Expression nothing(Span span) {
    return new Convert(constant(0, span), VOID, span);
  }

  private static cloister.cc.tree.Expression operation(
      BuiltinOperation operation, List<cloister.cc.tree.Expression> values, Type type, Span span) {
    return new Builtin(operation, values, type, span);
  }

  private cloister.cc.tree.Expression frame(
      BuiltinOperation operation, List<cloister.cc.tree.Expression> values, Span span) {
    if (!(values.getFirst() instanceof Constant number)) {
      unit.error(values.getFirst().span(), "cc.type.constant.required");
      return Wrong.expression(span);
    }
    if (Integer.compareUnsigned((int) number.value(), MOST_FRAMES) > 0) {
      unit.error(number.span(), "cc.type.builtin.frames", decimal("most", MOST_FRAMES));
      return Wrong.expression(span);
    }
    List<cloister.cc.tree.Expression> level =
        List.of(unit.conversions.convert(values.getFirst(), IntegerType.UNSIGNED_INT));
    return operation(operation, level, POINTER, span);
  }

  /** {@code va_start}, {@code va_copy} and {@code va_end} (C11 7.16.1). */
  private cloister.cc.tree.Expression list(String name, Expression.Call written) {
    Span span = written.span();
    List<Expression> arguments = written.arguments();
    int wanted = name.equals("__builtin_va_end") ? 1 : 2;
    if (arguments.size() != wanted) {
      unit.error(
          span,
          "cc.type.call.count",
          code("function", name),
          decimal("wanted", wanted),
          decimal("count", arguments.size()));
      return Wrong.expression(span);
    }
    Optional<Operand.Located> list = list(arguments.getFirst());
    if (list.isEmpty()) {
      return Wrong.expression(span);
    }
    return switch (name) {
      case "__builtin_va_start" -> start(list.get(), arguments.get(1), span);
      case "__builtin_va_end" -> new Convert(unit.operands.value(list.get()), VOID, span);
      default -> copy(list.get(), arguments.get(1), span);
    };
  }

  /** An object of the type {@code va_list}. */
  private Optional<Operand.Located> list(Expression written) {
    Operand operand = unit.expressions.operand(written);
    Type type = operand.type().type();
    if (Wrong.within(type)) {
      return Optional.empty();
    }
    boolean points =
        type instanceof Type.Pointer(Qualified target) && target.type().equals(IntegerType.CHAR);
    if (!(operand instanceof Operand.Located located) || !located.lvalue() || !points) {
      unit.error(written.span(), "cc.type.list", code("type", TypeText.of(type)));
      return Optional.empty();
    }
    return Optional.of(located);
  }

  private cloister.cc.tree.Expression start(Operand.Located list, Expression last, Span span) {
    unit.expressions.operand(last);
    if (unit.body.isEmpty() || !unit.body.get().function().type().variadic()) {
      unit.error(span, "cc.type.list.fixed");
      return Wrong.expression(span);
    }
    return new VariableStart(Operands.address(list.place()), VOID, span);
  }

  private cloister.cc.tree.Expression copy(Operand.Located target, Expression source, Span span) {
    Optional<Operand.Located> from = list(source);
    if (from.isEmpty()) {
      return Wrong.expression(span);
    }
    Type type = target.type().type();
    cloister.cc.tree.Expression value = unit.operands.value(from.get());
    return new Convert(
        new cloister.cc.tree.Expression.Assign(target.place(), value, type, span), VOID, span);
  }

  cloister.cc.tree.Expression variableArgument(Expression.VariableArgument written) {
    Span span = written.span();
    Optional<Operand.Located> list = list(written.list());
    List<Unit.Length> outer = unit.beginLengths();
    Type type = unit.typeNames.type(written.type()).type();
    List<Unit.Length> lengths = unit.endLengths(outer);
    if (list.isEmpty() || Wrong.within(type)) {
      return Wrong.expression(span);
    }
    boolean narrow = type instanceof IntegerType integer && integer.size() < 4;
    if (narrow || type == Floating.FLOAT) {
      String becomes = narrow ? "int" : "double";
      unit.warn(
          span, "cc.type.list.promoted", code("type", TypeText.of(type)), code("becomes", becomes));
    }
    if (!unit.sizes.isKnown(type, span)) {
      return Wrong.expression(span);
    }
    return unit.after(
        lengths, new VariableArgument(Operands.address(list.get().place()), type, span));
  }
}
