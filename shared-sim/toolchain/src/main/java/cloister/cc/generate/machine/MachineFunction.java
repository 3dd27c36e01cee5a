package cloister.cc.generate.machine;

import cloister.cc.generate.machine.MachineOperand.Reg;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A function with virtual registers and frame slots. */
public final class MachineFunction {
  private final List<MachineBlock> blocks = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<JumpTable> tables = new ArrayList<>();
  private final BitSet byteOnly = new BitSet();
  private final BitSet variables = new BitSet();
  private int registers;
  private int blockCount;
  private int rest;
  private boolean calls;
  private boolean movesStack;
  private boolean usesFrame;
  private boolean naked;

  /**
   * A function without code.
   *
   * @param registers how many registers exist from the beginning, the real ones among them
   */
  public MachineFunction(int registers) {
    this.registers = registers;
  }

  /** In the order of the code. */
  public List<MachineBlock> blocks() {
    return blocks;
  }

  public MachineBlock newBlock(String label) {
    return new MachineBlock(label, blockCount++);
  }

  public int blockCount() {
    return blockCount;
  }

  public Reg newRegister() {
    return Reg.of(registers++);
  }

  public int registerCount() {
    return registers;
  }

  public List<Slot> slots() {
    return slots;
  }

  public List<JumpTable> tables() {
    return tables;
  }

  public Slot newSlot(int sizeBytes, int alignment) {
    Slot slot = Slot.local(sizeBytes, alignment);
    slots.add(slot);
    return slot;
  }

  /** Virtual registers that need a name for their lowest byte. */
  public BitSet byteOnly() {
    return byteOnly;
  }

  /** ESP modulo 16 between calls: so chosen that most calls need no padding. */
  public int rest() {
    return rest;
  }

  public void rest(int bytes) {
    rest = bytes;
  }

  /** Virtual registers of variables, whose life debuggers ask for. */
  public BitSet variables() {
    return variables;
  }

  public boolean calls() {
    return calls;
  }

  public void makeCalls() {
    calls = true;
  }

  /** True for a function that has neither prologue nor epilogue. */
  public boolean isNaked() {
    return naked;
  }

  public void makeNaked() {
    naked = true;
  }

  /** True with arrays of variable length: ESP is not known at every place. */
  public boolean movesStack() {
    return movesStack;
  }

  public void makeMoveStack() {
    movesStack = true;
  }

  /** True when EBP must point to the frame whatever the options say. */
  public boolean usesFrame() {
    return usesFrame || movesStack;
  }

  public void makeUseFrame() {
    usesFrame = true;
  }
}
