package cloister.cc.optimize;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs the passes that a level of optimisation asks for. */
public final class Optimization {
  private final int level;

  /**
   * @param level 0 for what the language demands alone, 1 for what makes code smaller too, 2 for
   *     what makes it larger as well
   */
  public Optimization(int level) {
    this.level = level;
  }

  /** Changes the module's functions in place, and leaves out those that nobody needs. */
  public IrModule module(IrModule module) {
    module.functions().forEach(ControlFlow::clean);
    UnaryOperator<String> aliases = aliases(module);
    new Inlining(
            module, level, level == 0 ? function -> {} : function -> function(function, aliases))
        .run();
    return UnusedFunctions.remove(module);
  }

  /** What a name is an alias of, or the name itself. */
  private static UnaryOperator<String> aliases(IrModule module) {
    Map<String, String> targets = new LinkedHashMap<>();
    for (Program.Alias alias : module.aliases()) {
      if (alias.symbol() instanceof Symbol.Variable variable) {
        targets.put(variable.assemblerName(), alias.target());
      }
    }
    return name -> {
      String first = name;
      for (int i = 0; i < targets.size() && targets.containsKey(first); i++) {
        first = targets.get(first);
      }
      return first;
    };
  }

  private void function(IrFunction function, UnaryOperator<String> aliases) {
    ControlFlow.clean(function);
    if (level > 1) {
      BranchDuplication.run(function);
    }
    SsaForm form = SsaConstruction.construct(function);
    ValueNumbering.run(form, aliases);
    DeadCode.remove(form);
    StrengthReduction.run(form);
    ValueNumbering.run(form, aliases);
    AddressFolding.run(form);
    DeadCode.remove(form);
    LoopInvariants.hoist(form, aliases);
    SsaDestruction.destruct(form);
    ControlFlow.clean(function);
  }
}
