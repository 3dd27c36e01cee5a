package cloister.cc.lower;

import cloister.cc.ir.Operation.ArgumentRegister;
import cloister.cc.type.Convention;
import cloister.cc.type.Convention.Kind;
import cloister.cc.type.Field;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import java.util.List;

/**
 * Which arguments go in registers, asked from the first to the last: as long as they fit, but no
 * reals (GCC manual, x86 Function Attributes; what it leaves open is as GCC does it). A structure
 * that is nothing but a real is one. The first that does not fit ends it; one that {@code fastcall}
 * keeps on the stack for its type takes its registers all the same.
 */
final class ArgumentPlaces {
  private static final List<ArgumentRegister> USUAL =
      List.of(ArgumentRegister.EAX, ArgumentRegister.EDX, ArgumentRegister.ECX);
  private static final List<ArgumentRegister> FAST =
      List.of(ArgumentRegister.ECX, ArgumentRegister.EDX);

  private final boolean fast;
  private List<ArgumentRegister> free;

  ArgumentPlaces(Convention convention, boolean variadic) {
    fast = convention.kind() == Kind.FASTCALL;
    List<ArgumentRegister> all = fast ? FAST : USUAL;
    free = all.subList(0, variadic ? 0 : convention.registers());
  }

  /** The registers of the next argument, the low word's first; none when it goes on the stack. */
  List<ArgumentRegister> next(Type type) {
    int words = type.size() + 3 >> 2;
    if (words == 0 || isReal(type)) {
      return List.of();
    }
    if (words > free.size()) {
      free = List.of();
      return free;
    }
    List<ArgumentRegister> taken = free.subList(0, words);
    free = free.subList(words, free.size());
    return fast && (words > 1 || type instanceof RecordType) ? List.of() : taken;
  }

  private static boolean isReal(Type type) {
    return switch (type) {
      case Type.Floating _ -> true;
      case Type.Array array -> array.length() == 1 && isReal(array.element().type());
      case RecordType struct -> !struct.isUnion() && holdsReal(struct);
      default -> false;
    };
  }

  private static boolean holdsReal(RecordType struct) {
    boolean found = false;
    for (Field field : struct.fields()) {
      Type type = field.type().type();
      if (!type.isComplete()) {
        return false;
      }
      found |= !field.isBitField() && type.size() == struct.size() && isReal(type);
    }
    return found;
  }

  /**
   * How many bytes the callee takes from the stack when it returns. A structure's result keeps its
   * address there when registers were asked for, even where they were not used.
   *
   * @param bytes of the arguments that are on the stack
   */
  static int popped(Type.Function type, int bytes) {
    if (type.convention().kind() != Kind.CDECL && !type.variadic()) {
      return bytes;
    }
    return type.result() instanceof RecordType && type.convention().registers() == 0 ? 4 : 0;
  }
}
