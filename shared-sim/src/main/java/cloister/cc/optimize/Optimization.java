package cloister.cc.optimize;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;

/** Runs the passes that a level of optimisation asks for. */
public final class Optimization {
  private final int level;

  /**
   * @param level 0 for what the language demands alone, 1 for all passes
   */
  public Optimization(int level) {
    this.level = level;
  }

  /** Changes the module's functions in place. */
  public IrModule module(IrModule module) {
    for (IrFunction function : module.functions()) {
      if (level > 0) {
        function(function);
      }
    }
    return module;
  }

  static void function(IrFunction function) {
    ControlFlow.clean(function);
    SsaForm form = SsaConstruction.construct(function);
    ValueNumbering.run(form);
    DeadCode.remove(form);
    SsaDestruction.destruct(form);
    ControlFlow.clean(function);
  }
}
