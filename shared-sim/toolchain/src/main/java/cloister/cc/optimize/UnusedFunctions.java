package cloister.cc.optimize;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.tree.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves out static functions that nobody calls, and definitions that are for inlining alone. */
final class UnusedFunctions {
  private UnusedFunctions() {}

  static IrModule remove(IrModule module) {
    Map<String, IrFunction> byName = new LinkedHashMap<>();
    Set<String> used = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (IrFunction function : module.functions()) {
      byName.put(function.symbol().assemblerName(), function);
      if (isRoot(function.symbol())) {
        open.push(function.symbol().assemblerName());
      }
    }
    References.inObjects(module, open::push);
    module.aliases().forEach(alias -> open.push(alias.target()));
    while (!open.isEmpty()) {
      String name = open.pop();
      IrFunction function = byName.get(name);
      if (used.add(name) && function != null) {
        References.in(function, open::push);
      }
    }
    List<IrFunction> kept = new ArrayList<>();
    for (IrFunction function : module.functions()) {
      if (used.contains(function.symbol().assemblerName())
          && !function.symbol().traits().inlineOnly()) {
        kept.add(function);
      }
    }
    return new IrModule(
        module.fileName(),
        kept,
        module.objects(),
        module.assembly(),
        module.aliases(),
        module.weak());
  }

  private static boolean isRoot(Symbol.Function symbol) {
    return symbol.traits().used() || !symbol.internal() && !symbol.traits().inlineOnly();
  }
}
