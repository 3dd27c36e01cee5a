package cloister.world;

import cloister.asm.AsmError;
import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.machine.Machine;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A source file and what was made of it.
 *
 * @param debugging what is known of its functions and variables, for a program in C
 */
public record Program(SourceFile file, Assembly assembly, Optional<Debugging> debugging) {

  static Program assemble(Assembler assembler, SourceFile file) {
    return new Program(file, assembler.assemble(file.name(), file.text()), Optional.empty());
  }

  /** A text that others include: it makes no bytes of its own, and its mistakes are theirs. */
  static Program included(SourceFile file, List<Program> includers) {
    List<AsmError> errors = new ArrayList<>();
    List<AsmError> warnings = new ArrayList<>();
    for (Program program : includers) {
      inFile(file, program.assembly().errors(), errors);
      inFile(file, program.assembly().warnings(), warnings);
    }
    Assembly nothing =
        new Assembly(new byte[0], 0, errors, warnings, List.of(), new LinkedHashMap<>());
    return new Program(file, nothing, Optional.empty());
  }

  private static void inFile(SourceFile file, List<AsmError> all, List<AsmError> found) {
    for (AsmError error : all) {
      if (error.file().equals(file.name()) && !found.contains(error)) {
        found.add(error);
      }
    }
  }

  /** What a source in C is where there is no compiler. */
  static Program untranslated(SourceFile file) {
    AsmError error = new AsmError(file.name(), 1, 1, 1, Message.of("error.file.c"));
    Assembly nothing =
        new Assembly(new byte[0], 0, List.of(error), List.of(), List.of(), new LinkedHashMap<>());
    return new Program(file, nothing, Optional.empty());
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

  void loadInto(Machine machine) {
    machine.load(file.name(), origin(), assembly.image());
  }
}
