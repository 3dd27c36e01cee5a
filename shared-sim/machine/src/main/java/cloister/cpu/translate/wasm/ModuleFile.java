package cloister.cpu.translate.wasm;

import cloister.cpu.translate.Local;

/** A module with a single function in its binary form (core specification, 5.5). */
final class ModuleFile {
  /** The functions by number: what is imported comes first. */
  static final int WALK = 0;

  static final int READ_PORT = 1;
  static final int DROP_PAGE = 2;
  private static final int RUN = 3;

  private ModuleFile() {}

  /** The module around the code of the function. */
  static byte[] around(Bytes code) {
    Bytes module = new Bytes();
    module.add(0, 'a', 's', 'm', 1, 0, 0, 0);
    Bytes types = new Bytes();
    types.add(3, 0x60, 0, 0);
    types.add(0x60, 2, Opcode.INT, Opcode.INT, 1, Opcode.INT);
    types.add(0x60, 1, Opcode.INT, 0);
    section(module, 1, types);
    Bytes imports = new Bytes();
    imports.add(4);
    imports.addName("env");
    imports.addName("memory");
    imports.add(2, 0, 0);
    importFunction(imports, "walk", 1);
    importFunction(imports, "readPort", 1);
    importFunction(imports, "dropPage", 2);
    section(module, 2, imports);
    Bytes functions = new Bytes();
    functions.add(1, 0);
    section(module, 3, functions);
    Bytes exports = new Bytes();
    exports.add(1);
    exports.addName("run");
    exports.add(0, RUN);
    section(module, 7, exports);
    Bytes body = new Bytes();
    body.add(1);
    body.addUnsigned(Local.COUNT);
    body.add(Opcode.INT);
    body.add(code);
    Bytes codes = new Bytes();
    codes.add(1);
    codes.addCounted(body);
    section(module, 10, codes);
    return module.toArray();
  }

  private static void importFunction(Bytes imports, String name, int type) {
    imports.addName("env");
    imports.addName(name);
    imports.add(0, type);
  }

  private static void section(Bytes module, int id, Bytes content) {
    module.add(id);
    module.addCounted(content);
  }
}
