package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.Operand;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a module says of the names of objects. */
final class NamedObjects {
  private final Map<String, String> targets = new LinkedHashMap<>();
  private final Map<String, Integer> sizes = new LinkedHashMap<>();

  NamedObjects(IrModule module) {
    for (Program.Alias alias : module.aliases()) {
      if (alias.symbol() instanceof Symbol.Variable variable) {
        targets.put(variable.assemblerName(), alias.target());
      }
    }
    for (Program.StaticObject object : module.objects()) {
      if (!object.weak()) {
        sizes.put(object.variable().assemblerName(), object.sizeBytes());
      }
    }
  }

  /** What a name is an alias of, or the name itself. */
  String object(String name) {
    String first = name;
    for (int i = 0; i < targets.size() && targets.containsKey(first); i++) {
      first = targets.get(first);
    }
    return first;
  }

  /** True when the bytes lie in an object that surely is there: no access to them faults. */
  boolean holds(Address address, int bytes) {
    if (address.index().isPresent()) {
      return false;
    }
    return switch (address.base()) {
      case Operand.SymbolAddress symbol ->
          isInside(
              (long) symbol.offset() + address.offset(),
              bytes,
              sizes.getOrDefault(symbol.symbol(), 0));
      case Operand.FrameAddress frame ->
          isInside((long) frame.offset() + address.offset(), bytes, frame.object().sizeBytes());
      default -> false;
    };
  }

  private static boolean isInside(long offset, int bytes, int size) {
    return offset >= 0 && offset + bytes <= size;
  }
}
