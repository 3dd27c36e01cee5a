package cloister.cc.ir;

import cloister.cc.tree.Program;
import java.util.List;

/** A translation unit in intermediate form; static objects stay as the type pass made them. */
public record IrModule(
    String fileName,
    List<IrFunction> functions,
    List<Program.StaticObject> objects,
    List<String> assembly,
    List<Program.Alias> aliases) {
  public IrModule(
      String fileName,
      List<IrFunction> functions,
      List<Program.StaticObject> objects,
      List<String> assembly) {
    this(fileName, functions, objects, assembly, List.of());
  }
}
