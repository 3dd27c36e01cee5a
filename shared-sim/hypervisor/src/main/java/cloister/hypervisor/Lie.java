package cloister.hypervisor;

import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * What a guest got from an instruction that was not refused and did something else than on a
 * machine of its own.
 *
 * @param eip where the instruction is
 * @param what is wrong
 * @param got what the guest has now
 * @param due what it would have on a machine of its own
 */
public record Lie(int eip, Mnemonic instruction, Value what, int got, int due) {
  static final Lie NONE = new Lie(0, Mnemonic.NONE, Value.NOTHING, 0, 0);

  /** Sensitive instructions that an outer ring may do. */
  public enum Mnemonic {
    NONE(""),
    PUSHF("pushf"),
    POPF("popf"),
    IRET("iret"),
    PUSH_CS("push cs"),
    PUSH_SS("push ss"),
    CALL("call"),
    MOV("mov"),
    SLDT("sldt"),
    STR("str"),
    VERR("verr"),
    VERW("verw"),
    SGDT("sgdt"),
    SIDT("sidt"),
    SMSW("smsw"),
    LAR("lar"),
    LSL("lsl");

    private final String text;

    Mnemonic(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** What they give. */
  public enum Value {
    NOTHING(""),
    FLAGS("flags"),
    ZF("ZF"),
    BASE("base"),
    LIMIT("limit"),
    SELECTOR("selector"),
    RIGHTS("rights"),
    CR0("CR0");

    private final String text;

    Value(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** The instruction, as assembly has it. */
  public String mnemonic() {
    return instruction.text();
  }

  /** What is wrong, by its name. */
  public String wrong() {
    return what.text();
  }

  void save(StateWriter out) {
    out.writeInts(new int[] {eip, instruction.ordinal(), what.ordinal(), got, due});
  }

  static Lie load(StateReader in) {
    return new Lie(
        in.readInt(),
        Mnemonic.values()[in.readInt()],
        Value.values()[in.readInt()],
        in.readInt(),
        in.readInt());
  }
}
