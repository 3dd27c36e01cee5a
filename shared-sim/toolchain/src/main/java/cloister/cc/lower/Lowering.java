package cloister.cc.lower;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.tree.Program;
import java.util.ArrayList;
import java.util.List;

/** Turns a typed program into three-address code. */
public final class Lowering {
  private final LoweringOptions options;

  public Lowering(LoweringOptions options) {
    this.options = options;
  }

  public IrModule module(String fileName, Program program) {
    List<IrFunction> functions = new ArrayList<>();
    for (Program.Definition definition : program.functions()) {
      functions.add(new FunctionLowering(definition, options).lower());
    }
    return new IrModule(
        fileName,
        functions,
        program.objects(),
        program.assembly(),
        program.aliases(),
        program.weak());
  }
}
