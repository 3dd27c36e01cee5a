package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.check.scope.Global;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Symbol.Function;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builtin functions that are the library's own under another name. */
final class LibraryBuiltins {
  private final Unit unit;

  LibraryBuiltins(Unit unit) {
    this.unit = unit;
  }

  Optional<cloister.cc.tree.Expression> call(
      String name, List<cloister.cc.tree.Expression> values, List<Expression> written, Span span) {
    return name.startsWith("__") && name.endsWith("_chk")
        ? checked(name.substring(2, name.length() - 4), values, written, span)
        : plain(name, values, written, span);
  }

  /** A function that is told how large its target is, which it need not be. */
  private Optional<cloister.cc.tree.Expression> checked(
      String name, List<cloister.cc.tree.Expression> values, List<Expression> written, Span span) {
    int first =
        switch (name) {
          case "printf", "vprintf" -> 0;
          case "sprintf", "vsprintf" -> 1;
          case "snprintf", "vsnprintf" -> 2;
          default -> values.size() - 1;
        };
    boolean sized = name.endsWith("sprintf") || name.endsWith("snprintf");
    int end = first + (sized ? 2 : 1);
    if (first < 0 || end > values.size()) {
      return Optional.empty();
    }
    List<cloister.cc.tree.Expression> kept = new ArrayList<>(values);
    kept.subList(first, end).clear();
    List<Expression> keptWritten = new ArrayList<>(written);
    keptWritten.subList(first, end).clear();
    return plain(name, kept, keptWritten, span);
  }

  private Optional<cloister.cc.tree.Expression> plain(
      String name, List<cloister.cc.tree.Expression> values, List<Expression> written, Span span) {
    String signature = signature(name);
    if (signature.isEmpty()) {
      return Optional.empty();
    }
    Optional<Global> known =
        unit.globals.find(name).filter(global -> global.symbol() instanceof Function);
    Global global = known.orElseGet(() -> declared(name, type(signature), span));
    cloister.cc.tree.Expression function =
        unit.operands.value(unit.expressions.routine((Function) global.symbol(), span));
    return Optional.of(unit.calls.call(function, values, written, span));
  }

  private Global declared(String name, Type.Function type, Span span) {
    Global global = unit.globals.function(name, type, false, span);
    global.makeImplicit();
    return global;
  }

  /** True for a function of the library whose type is known. */
  static boolean knows(String name) {
    return !signature(name).isEmpty();
  }

  /** A letter for the result and one for each parameter; a point for more arguments. */
  private static String signature(String name) {
    return switch (name) {
      case "memcpy", "memmove", "mempcpy" -> "ppPz";
      case "memset" -> "ppiz";
      case "bcopy" -> "vPpz";
      case "bzero" -> "vpz";
      case "memcmp", "bcmp" -> "iPPz";
      case "memchr" -> "pPiz";
      case "strlen" -> "zS";
      case "strcmp" -> "iSS";
      case "strncmp" -> "iSSz";
      case "strcpy", "strcat", "stpcpy" -> "ssS";
      case "strncpy", "strncat", "stpncpy" -> "ssSz";
      case "strchr", "strrchr" -> "sSi";
      case "strstr", "strpbrk" -> "sSS";
      case "strdup" -> "sS";
      case "strspn", "strcspn" -> "zSS";
      case "malloc" -> "pz";
      case "calloc" -> "pzz";
      case "realloc" -> "ppz";
      case "free" -> "vp";
      case "abort" -> "v";
      case "exit" -> "vi";
      case "printf" -> "iS.";
      case "vprintf" -> "iSs";
      case "vsprintf" -> "isSs";
      case "vsnprintf" -> "iszSs";
      case "sprintf" -> "isS.";
      case "snprintf" -> "iszS.";
      case "puts" -> "iS";
      case "putchar" -> "ii";
      case "isalpha", "isdigit", "isspace", "isupper", "islower", "toupper", "tolower" -> "ii";
      case "isalnum", "isprint", "ispunct", "isxdigit", "iscntrl", "isgraph", "isblank" -> "ii";
      case "pow", "fmod", "atan2", "copysign", "fmin", "fmax" -> "ddd";
      case "sin", "cos", "tan", "exp", "log", "log2", "log10", "floor", "ceil" -> "dd";
      case "round", "trunc", "rint", "atan", "asin", "acos" -> "dd";
      case "floorf", "ceilf", "roundf", "truncf", "sinf", "cosf", "expf", "logf" -> "ff";
      case "copysignf", "powf", "fmodf", "fminf", "fmaxf" -> "fff";
      case "copysignl", "fmodl", "powl" -> "lll";
      default -> "";
    };
  }

  private Type.Function type(String signature) {
    boolean variadic = signature.endsWith(".");
    int end = signature.length() - (variadic ? 1 : 0);
    List<Qualified> parameters = new ArrayList<>();
    for (int i = 1; i < end; i++) {
      parameters.add(Qualified.plain(letter(signature.charAt(i))));
    }
    return new Type.Function(
        letter(signature.charAt(0)), parameters, variadic, true, unit.dialect.ordinary());
  }

  private Type letter(char letter) {
    return switch (letter) {
      case 'v' -> new Type.Void();
      case 'p' -> pointer(new Type.Void(), false);
      case 'P' -> pointer(new Type.Void(), true);
      case 's' -> pointer(unit.dialect.character(), false);
      case 'S' -> pointer(unit.dialect.character(), true);
      case 'z' -> IntegerType.UNSIGNED_INT;
      case 'i' -> IntegerType.INT;
      case 'f' -> Floating.FLOAT;
      case 'l' -> Floating.LONG_DOUBLE;
      default -> Floating.DOUBLE;
    };
  }

  private static Type pointer(Type target, boolean isConst) {
    return new Type.Pointer(new Qualified(target, isConst, false));
  }
}
