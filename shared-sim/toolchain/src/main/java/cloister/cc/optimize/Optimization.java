package cloister.cc.optimize;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;

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
    NamedObjects names = new NamedObjects(module);
    new Inlining(module, level, level == 0 ? function -> {} : function -> function(function, names))
        .run();
    return UnusedFunctions.remove(module);
  }

  private void function(IrFunction function, NamedObjects names) {
    ControlFlow.clean(function);
    if (function.mayReturnTwice()) {
      // Its variables are in memory so that the second return finds them; there they stay.
      return;
    }
    if (level > 1) {
      BranchDuplication.run(function);
    }
    SsaForm form = SsaConstruction.construct(function);
    ValueNumbering.run(form, names::object);
    DeadCode.remove(form);
    StrengthReduction.run(form);
    ValueNumbering.run(form, names::object);
    AddressFolding.run(form);
    DeadCode.remove(form);
    LoopInvariants.hoist(form, names);
    SsaDestruction.destruct(form);
    ControlFlow.clean(function);
  }
}
