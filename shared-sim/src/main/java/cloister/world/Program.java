package cloister.world;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.bus.Memory;
import cloister.cpu.decode.OpcodeTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** A source file and what the assembler made of it. */
public record Program(SourceFile file, Assembly assembly) {

  /**
   * @param seed the value of the symbol SEED
   */
  static Program assemble(OpcodeTable opcodes, SourceFile file, int seed) {
    Map<String, Integer> symbols = new LinkedHashMap<>();
    symbols.put("SEED", seed);
    Assembler assembler = new Assembler(opcodes, symbols);
    return new Program(file, assembler.assemble(file.name(), file.text()));
  }

  public boolean hasErrors() {
    return !assembly.errors().isEmpty();
  }

  /** Bytes of the image. */
  public int size() {
    return assembly.image().length;
  }

  public int origin() {
    return assembly.origin();
  }

  public boolean holds(int address) {
    int index = address - origin();
    return index >= 0 && index < size();
  }

  void loadInto(Memory memory) {
    byte[] image = assembly.image();
    for (int i = 0; i < image.length; i++) {
      memory.write8(origin() + i, image[i]);
    }
  }
}
