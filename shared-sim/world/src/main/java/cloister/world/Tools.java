package cloister.world;

import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What worlds are built with: the table of instructions, and what not every simulator brings.
 *
 * @param c who translates C
 * @param models the machines that scenarios can have here
 */
public record Tools(OpcodeTable opcodes, Optional<Language> c, List<Model> models) {

  /** Tools for worlds whose programs are all assembly, without floating point. */
  public static Tools of(OpcodeTable opcodes) {
    return new Tools(opcodes, Optional.empty(), List.of(Model.RINGS, Model.TIMER));
  }

  /** Tools for worlds with programs in C. */
  public static Tools of(OpcodeTable opcodes, Language c) {
    return new Tools(
        opcodes,
        Optional.of(c),
        List.of(Model.RINGS, Model.TIMER, Model.process(), Model.guests(), Model.virtualization()));
  }

  /** The same, with one more machine. */
  public Tools with(Model model) {
    List<Model> more = new ArrayList<>(models);
    more.add(model);
    return new Tools(opcodes, c, List.copyOf(more));
  }

  /** A machine as a scenario wants it, ready for its programs. */
  Machine machine(Scenario scenario) {
    for (Model model : models) {
      if (model.name().equals(scenario.model())) {
        return model.make().of(scenario);
      }
    }
    throw new IllegalStateException("this simulator has no model " + scenario.model());
  }
}
