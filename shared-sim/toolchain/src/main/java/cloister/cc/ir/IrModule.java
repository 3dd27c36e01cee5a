package cloister.cc.ir;

import cloister.cc.tree.Program;
import java.util.List;

/**
 * A translation unit in intermediate form; static objects stay as the type pass made them.
 *
 * @param weak names in the object file that other files may leave undefined
 */
public record IrModule(
    String fileName,
    List<IrFunction> functions,
    List<Program.StaticObject> objects,
    List<Program.Assembly> assembly,
    List<Program.Alias> aliases,
    List<String> weak) {
  public IrModule(
      String fileName,
      List<IrFunction> functions,
      List<Program.StaticObject> objects,
      List<Program.Assembly> assembly) {
    this(fileName, functions, objects, assembly, List.of(), List.of());
  }
}
