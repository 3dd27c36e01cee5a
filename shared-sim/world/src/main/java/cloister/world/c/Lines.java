package cloister.world.c;

import cloister.asm.Assembly;
import cloister.cc.code.Debug;
import cloister.world.Debugging;
import cloister.world.Debugging.Routine;
import cloister.world.Program;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Which line of a program in C an address belongs to, and which function. */
final class Lines {
  private final Program program;
  private final Debugging debugging;
  private final TreeMap<Integer, Assembly.Line> byAddress = new TreeMap<>();
  private final TreeMap<Integer, Debug.Function> functions = new TreeMap<>();
  private final TreeMap<Integer, Routine> routines = new TreeMap<>();

  private Lines(Program program, Debugging debugging) {
    this.program = program;
    this.debugging = debugging;
    for (Assembly.Line line : program.assembly().lines()) {
      byAddress.put(line.address(), line);
    }
    for (Debug.Function function : debugging.debug().functions()) {
      functions.put(debugging.address(function.symbol()), function);
    }
    for (Routine routine : debugging.routines()) {
      routines.put(routine.address(), routine);
    }
  }

  /** Of the first program in C that a world has. */
  static Optional<Lines> of(World world) {
    for (Program program : world.programs()) {
      if (program.debugging().isPresent()) {
        return Optional.of(new Lines(program, program.debugging().get()));
      }
    }
    return Optional.empty();
  }

  Program program() {
    return program;
  }

  Debugging debugging() {
    return debugging;
  }

  /** The line that an instruction at the address was made for. */
  Optional<Assembly.Line> at(int address) {
    var entry = byAddress.floorEntry(address);
    boolean inside = entry != null && address - entry.getKey() < entry.getValue().length();
    return inside ? Optional.of(entry.getValue()) : Optional.empty();
  }

  /** All code of one line, in the order of addresses. */
  List<Assembly.Line> ofLine(int number) {
    List<Assembly.Line> found = new ArrayList<>();
    for (Assembly.Line line : byAddress.values()) {
      if (line.line() == number) {
        found.add(line);
      }
    }
    return found;
  }

  /** True where a statement begins; a function's own first instructions make its frame ready. */
  boolean beginsStatement(int address) {
    return byAddress.containsKey(address) && !functions.containsKey(address);
  }

  Optional<Debug.Function> functionAt(int address) {
    var entry = functions.floorEntry(address);
    boolean inside = entry != null && address < debugging.address(entry.getValue().endLabel());
    return inside ? Optional.of(entry.getValue()) : Optional.empty();
  }

  /** The function at an address, of this program or of the library. */
  Optional<Routine> routineAt(int address) {
    var entry = routines.floorEntry(address);
    return entry != null && entry.getValue().holds(address)
        ? Optional.of(entry.getValue())
        : Optional.empty();
  }

  /** The name of the function at an address, or nothing where none is. */
  String nameAt(int address) {
    String library = routineAt(address).map(Routine::name).orElse("");
    return functionAt(address).map(function -> function.function().name()).orElse(library);
  }
}
