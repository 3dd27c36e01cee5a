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

  /** Changes the module's functions in place, and leaves out those that nobody needs. */
  public IrModule module(IrModule module) {
    module.functions().forEach(ControlFlow::clean);
    new Inlining(module, level == 0, level == 0 ? function -> {} : Optimization::function).run();
    return UnusedFunctions.remove(module);
  }

  static void function(IrFunction function) {
    ControlFlow.clean(function);
    BranchDuplication.run(function);
    SsaForm form = SsaConstruction.construct(function);
    ValueNumbering.run(form);
    DeadCode.remove(form);
    StrengthReduction.run(form);
    ValueNumbering.run(form);
    AddressFolding.run(form);
    DeadCode.remove(form);
    LoopInvariants.hoist(form);
    SsaDestruction.destruct(form);
    ControlFlow.clean(function);
  }
}
