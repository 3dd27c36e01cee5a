package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import java.util.List;

/** Gives every virtual register of a function a real one, or a slot of the frame. */
public final class Allocator {
  /** Each round spills at least one register; what spilling makes is short and is not spilled. */
  private static final int ROUNDS = 60;

  private final MachineFunction function;
  private final int allocatable;
  private final Spiller spiller;

  /**
   * For a function.
   *
   * @param allocatable the registers to use, a set of bits
   */
  public Allocator(MachineFunction function, int allocatable) {
    this.function = function;
    this.allocatable = allocatable;
    spiller = new Spiller(function);
  }

  /** Rewrites the function; false when its inline assembly asks for more registers than exist. */
  public Placement allocate() {
    new LoopDepths(function).find();
    for (int round = 0; round < ROUNDS; round++) {
      InterferenceGraph graph = new InterferenceGraph(function, allocatable);
      spiller.protect(graph);
      Colouring colouring = new Colouring(graph, allocatable);
      IntList spilled = colouring.run();
      if (spilled.isEmpty()) {
        return rewrite(colouring);
      }
      if (!spiller.spill(colouring, spilled)) {
        return Placement.IMPOSSIBLE;
      }
    }
    return Placement.IMPOSSIBLE;
  }

  private Placement rewrite(Colouring colouring) {
    if (!function.variables().isEmpty()) {
      new LiveVariables(function, allocatable).note();
    }
    int used = 0;
    for (MachineBlock block : function.blocks()) {
      List<MachineInstruction> instructions = block.instructions();
      for (MachineInstruction instruction : instructions) {
        for (int i = 0; i < instruction.count(); i++) {
          instruction.operand(i, real(instruction.operand(i), colouring));
        }
        used |= written(instruction);
      }
      instructions.removeIf(Allocator::copiesToItself);
    }
    int[] places = new int[colouring.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = colouring.colour(i);
    }
    return new Placement(true, used, places, spiller.slots());
  }

  private static boolean copiesToItself(MachineInstruction instruction) {
    return instruction.isCopy() && instruction.operand(0).equals(instruction.operand(1));
  }

  private static int written(MachineInstruction instruction) {
    int used = instruction.implicitDefinitions();
    for (int i = 0; i < instruction.count(); i++) {
      if (instruction.operand(i) instanceof Reg register && instruction.role(i) != 1) {
        used |= 1 << register.number();
      }
    }
    return used;
  }

  private static MachineOperand real(MachineOperand operand, Colouring colouring) {
    if (operand instanceof Reg register && register.isVirtual()) {
      return new Reg(colouring.colour(register.number()), register.bits(), register.high());
    }
    if (operand instanceof Memory memory) {
      return memory.withRegisters(real(memory.base(), colouring), real(memory.index(), colouring));
    }
    return operand;
  }

  private static int real(int register, Colouring colouring) {
    return register < Registers.FIRST_VIRTUAL ? register : colouring.colour(register);
  }
}
