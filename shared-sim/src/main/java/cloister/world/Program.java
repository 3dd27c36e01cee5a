package cloister.world;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.bus.Memory;

/** A source file and what the assembler made of it. */
public record Program(SourceFile file, Assembly assembly) {

  static Program assemble(Assembler assembler, SourceFile file) {
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
