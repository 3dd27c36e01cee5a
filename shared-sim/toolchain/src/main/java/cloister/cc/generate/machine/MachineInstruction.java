package cloister.cc.generate.machine;

import cloister.asm.report.Span;
import cloister.cc.generate.machine.MachineOperand.Reg;
import java.util.Optional;

/** An instruction with what it reads and writes. */
public final class MachineInstruction {
  private final String prefix;
  private final String mnemonic;
  private final MachineOperand[] operands;
  private final int[] roles;
  private final Span span;
  private int implicitUses;
  private int implicitDefinitions;
  private int popped;
  private Optional<InlineText> text = Optional.empty();
  private int[] live = {};

  public MachineInstruction(String mnemonic, Span span, MachineOperand... operands) {
    this(mnemonic, span, operands, roles(mnemonic, operands.length));
  }

  public MachineInstruction(String name, Span span, MachineOperand[] operands, int[] roles) {
    int space = name.indexOf(' ');
    this.prefix = space < 0 ? "" : name.substring(0, space);
    this.mnemonic = name.substring(space + 1);
    this.operands = operands;
    this.roles = roles;
    this.span = span;
  }

  private static int[] roles(String mnemonic, int count) {
    int[] roles = new int[count];
    for (int i = 0; i < count; i++) {
      roles[i] = Roles.of(mnemonic, i, count);
    }
    return roles;
  }

  /** Reads and writes registers that are no operands; sets of bits. */
  public MachineInstruction implicitly(int uses, int definitions) {
    implicitUses = uses;
    implicitDefinitions = definitions;
    return this;
  }

  /** A call whose callee takes bytes from the stack. */
  public MachineInstruction popping(int bytes) {
    popped = bytes;
    return this;
  }

  /** Makes this stand for inline assembly. */
  public MachineInstruction with(InlineText assembly) {
    text = Optional.of(assembly);
    return this;
  }

  public String prefix() {
    return prefix;
  }

  public String mnemonic() {
    return mnemonic;
  }

  public boolean is(String name) {
    return mnemonic.equals(name);
  }

  public int count() {
    return operands.length;
  }

  public MachineOperand operand(int index) {
    return operands[index];
  }

  public void operand(int index, MachineOperand operand) {
    operands[index] = operand;
  }

  public int role(int index) {
    return roles[index];
  }

  public Span span() {
    return span;
  }

  public int implicitUses() {
    return implicitUses;
  }

  public int implicitDefinitions() {
    return implicitDefinitions;
  }

  public int popped() {
    return popped;
  }

  public Optional<InlineText> text() {
    return text;
  }

  /** The virtual registers of variables that are live behind it, in order. */
  public int[] live() {
    return live;
  }

  public void live(int[] variables) {
    live = variables;
  }

  /** Takes over what is known of another in whose place this one is. */
  public MachineInstruction insteadOf(MachineInstruction other) {
    live = other.live;
    return this;
  }

  /** True for a copy from one whole register to another. */
  public boolean isCopy() {
    return mnemonic.equals("mov")
        && operands[0] instanceof Reg to
        && operands[1] instanceof Reg from
        && to.bits() == 32
        && from.bits() == 32;
  }

  public boolean isConditionalJump() {
    return mnemonic.charAt(0) == 'j' && !mnemonic.equals("jmp");
  }
}
