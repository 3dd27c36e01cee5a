package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Roles;
import cloister.cc.generate.machine.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moves registers to slots of the frame. Where an instruction can, it works on the slot itself; a
 * constant is made again wherever it is needed and has no slot (P. Briggs, K. Cooper, L. Torczon,
 * Rematerialization, PLDI 1992).
 */
final class Spiller {
  private static final long NEVER = 1L << 40;

  private final MachineFunction function;
  private final Map<Integer, Slot> slots = new TreeMap<>();
  private final BitSet temporaries = new BitSet();
  private Colouring colouring;
  private Map<Integer, Home> homes = new TreeMap<>();
  private List<MachineInstruction> rewritten = new ArrayList<>();

  /** A spilled register's place: its slot, or the instruction that makes its value. */
  private static final class Home {
    private Slot slot;
    private MachineInstruction maker;
    private int makers;
    private Reg temporary;
    private int role;
  }

  Spiller(MachineFunction function) {
    this.function = function;
  }

  Map<Integer, Slot> slots() {
    return slots;
  }

  /** The registers that spilling made are as short as can be. */
  void protect(InterferenceGraph graph) {
    for (int v = temporaries.nextSetBit(0); v >= 0; v = temporaries.nextSetBit(v + 1)) {
      graph.cost[v] += NEVER;
    }
  }

  /** False when only registers are left that cannot be spilled. */
  boolean spill(Colouring result, IntList spilled) {
    colouring = result;
    homes = new TreeMap<>();
    for (int i = 0; i < spilled.size(); i++) {
      if (temporaries.get(spilled.get(i))) {
        continue;
      }
      homes.put(spilled.get(i), new Home());
    }
    if (homes.isEmpty()) {
      return false;
    }
    findMakers();
    giveSlots();
    for (MachineBlock block : function.blocks()) {
      rewritten = new ArrayList<>();
      for (MachineInstruction instruction : block.instructions()) {
        rewrite(zeroTest(instruction));
      }
      block.instructions().clear();
      block.instructions().addAll(rewritten);
    }
    return true;
  }

  private Home home(int register) {
    if (register < Registers.FIRST_VIRTUAL || register >= colouring.size()) {
      return null;
    }
    return homes.get(colouring.representative(register));
  }

  private static int number(MachineOperand operand) {
    return operand instanceof Reg register ? register.number() : -1;
  }

  private void findMakers() {
    for (MachineBlock block : function.blocks()) {
      for (MachineInstruction instruction : block.instructions()) {
        for (int i = 0; i < instruction.count(); i++) {
          Home home = home(number(instruction.operand(i)));
          boolean defines = (instruction.role(i) & Roles.DEFINE) != 0;
          if (home != null && defines && !staysWithin(instruction)) {
            home.makers++;
            home.maker = instruction;
          }
        }
      }
    }
  }

  private boolean staysWithin(MachineInstruction instruction) {
    if (!instruction.isCopy()) {
      return false;
    }
    Home to = home(number(instruction.operand(0)));
    return to != null && to == home(number(instruction.operand(1)));
  }

  private void giveSlots() {
    for (Map.Entry<Integer, Home> entry : homes.entrySet()) {
      Home home = entry.getValue();
      if (home.makers == 1 && isConstant(home.maker)) {
        continue;
      }
      home.maker = null;
      home.slot = function.newSlot(4, 4);
    }
    for (int v = Registers.FIRST_VIRTUAL; v < colouring.size(); v++) {
      Home home = home(v);
      if (home != null && home.slot != null) {
        slots.put(v, home.slot);
      }
    }
  }

  private static boolean isConstant(MachineInstruction maker) {
    if (maker.is("mov")) {
      MachineOperand from = maker.operand(1);
      return ((Reg) maker.operand(0)).bits() == 32
          && (from instanceof MachineOperand.Number || from instanceof MachineOperand.SymbolValue);
    }
    return maker.is("lea")
        && maker.operand(1) instanceof Memory memory
        && memory.base() < 0
        && memory.index() < 0;
  }

  private void rewrite(MachineInstruction instruction) {
    if (staysWithin(instruction)) {
      return;
    }
    Home target = instruction.count() > 0 ? home(number(instruction.operand(0))) : null;
    if (target != null && target.maker == instruction) {
      return;
    }
    foldAddress(instruction);
    boolean folded = false;
    for (int i = instruction.count() - 1; i >= 0 && !folded; i--) {
      folded = fold(instruction, i);
    }
    if (instruction.is("test") && instruction.operand(1) instanceof Memory memory) {
      instruction.operand(1, instruction.operand(0));
      instruction.operand(0, memory);
    }
    throughTemporaries(instruction);
  }

  /** An address in the frame, or of a symbol, becomes part of the address. */
  private void foldAddress(MachineInstruction instruction) {
    for (int i = 0; i < instruction.count(); i++) {
      if (instruction.operand(i) instanceof Memory memory
          && memory.slot().isEmpty()
          && memory.symbol().isEmpty()) {
        Home home = home(memory.base());
        if (home != null && home.maker != null) {
          instruction.operand(i, fold(memory, home.maker.operand(1)));
        }
      }
    }
  }

  private static Memory fold(Memory memory, MachineOperand base) {
    return switch (base) {
      case Memory place ->
          new Memory(
              memory.bits(),
              place.slot(),
              -1,
              memory.index(),
              memory.scale(),
              memory.displacement() + place.displacement(),
              place.symbol());
      case MachineOperand.SymbolValue symbol ->
          new Memory(
              memory.bits(),
              memory.slot(),
              -1,
              memory.index(),
              memory.scale(),
              memory.displacement() + symbol.addend(),
              symbol.symbol());
      case MachineOperand.Number number ->
          memory.withRegisters(-1, memory.index()).plus(number.value());
      default -> throw new IllegalStateException("no constant " + base);
    };
  }

  private boolean fold(MachineInstruction instruction, int index) {
    MachineOperand operand = instruction.operand(index);
    Home home = home(number(operand));
    if (home == null || ((Reg) operand).high()) {
      return false;
    }
    if (home.maker != null) {
      boolean constant = home.maker.is("mov") && ((Reg) operand).bits() == 32;
      if (constant && Forms.takesImmediate(instruction, index)) {
        instruction.operand(index, home.maker.operand(1));
      }
      return false;
    }
    if (!Forms.takesMemory(instruction, index) || occursTwice(instruction, index)) {
      return false;
    }
    instruction.operand(index, Memory.of(((Reg) operand).bits(), home.slot, 0));
    return true;
  }

  /** TEST of a register with itself sets the flags as a comparison with zero does. */
  private MachineInstruction zeroTest(MachineInstruction instruction) {
    if (!instruction.is("test") || !instruction.operand(0).equals(instruction.operand(1))) {
      return instruction;
    }
    Home home = home(number(instruction.operand(0)));
    if (home == null || home.slot == null) {
      return instruction;
    }
    int bits = ((Reg) instruction.operand(0)).bits();
    return new MachineInstruction(
        "cmp", instruction.span(), Memory.of(bits, home.slot, 0), new MachineOperand.Number(0));
  }

  private boolean occursTwice(MachineInstruction instruction, int index) {
    Home home = home(number(instruction.operand(index)));
    for (int i = 0; i < instruction.count(); i++) {
      if (i != index && home(number(instruction.operand(i))) == home) {
        return true;
      }
    }
    return false;
  }

  /** What is still spilled is loaded before the instruction and stored behind it. */
  private void throughTemporaries(MachineInstruction instruction) {
    List<Home> order = new ArrayList<>();
    for (int i = 0; i < instruction.count(); i++) {
      MachineOperand operand = instruction.operand(i);
      if (operand instanceof Reg register && home(register.number()) != null) {
        Reg t = temporary(home(register.number()), instruction.role(i), order);
        if (register.bits() == 8) {
          function.byteOnly().set(t.number());
        }
        instruction.operand(i, new Reg(t.number(), register.bits(), register.high()));
      } else if (operand instanceof Memory memory) {
        int base = replaced(memory.base(), order);
        instruction.operand(i, memory.withRegisters(base, replaced(memory.index(), order)));
      }
    }
    for (Home home : order) {
      if ((home.role & Roles.USE) != 0) {
        rewritten.add(load(instruction, home));
      }
    }
    rewritten.add(instruction);
    for (Home home : order) {
      if ((home.role & Roles.DEFINE) != 0) {
        Memory place = Memory.of(32, home.slot, 0);
        rewritten.add(new MachineInstruction("mov", instruction.span(), place, home.temporary));
      }
      home.temporary = null;
    }
  }

  private int replaced(int register, List<Home> order) {
    Home home = home(register);
    return home == null ? register : temporary(home, Roles.USE, order).number();
  }

  private Reg temporary(Home home, int role, List<Home> order) {
    if (home.temporary == null) {
      home.temporary = function.newRegister();
      home.role = 0;
      temporaries.set(home.temporary.number());
      order.add(home);
    }
    home.role |= role;
    return home.temporary;
  }

  private static MachineInstruction load(MachineInstruction place, Home home) {
    if (home.maker != null) {
      return new MachineInstruction(
          home.maker.mnemonic(), place.span(), home.temporary, home.maker.operand(1));
    }
    Memory slot = Memory.of(32, home.slot, 0);
    return new MachineInstruction("mov", place.span(), home.temporary, slot);
  }
}
