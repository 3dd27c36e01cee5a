package cloister.hypervisor.translation;

import cloister.state.StateReader;
import cloister.state.StateWriter;

/** A place in the cache from which the hypervisor is called. */
final class Exit {
  private final int offset;
  private final Why why;
  private final int eip;
  private final int jump;
  private boolean chained;

  /** What the hypervisor is called for. */
  enum Why {
    /** The guest's next address has no translation yet, or nothing leads there. */
    CONTINUE,
    /** An instruction has to be done. */
    CALL_OUT,
    /** An instruction has to be done by the guest, outside the cache. */
    STEP,

    /** The guest may not do as many instructions as the unit has. */
    EXHAUSTED,
    /** An ordinary instruction has to be done that would be refused. */
    SIMULATE
  }

  /**
   * @param offset in the cache of the call
   * @param eip the guest's address that the unit goes on at, or of the instruction
   * @param jump offset of the distance of the jump that leads here, which can be made to lead to
   *     another unit; 0 for none
   */
  Exit(int offset, Why why, int eip, int jump) {
    this.offset = offset;
    this.why = why;
    this.eip = eip;
    this.jump = jump;
  }

  int offset() {
    return offset;
  }

  Why why() {
    return why;
  }

  int eip() {
    return eip;
  }

  int jump() {
    return jump;
  }

  boolean canBeChained() {
    return jump != 0;
  }

  boolean isChained() {
    return chained;
  }

  void chained(boolean now) {
    chained = now;
  }

  void save(StateWriter out) {
    out.writeInts(new int[] {offset, why.ordinal(), eip, jump});
    out.writeBoolean(chained);
  }

  static Exit load(StateReader in) {
    Exit exit = new Exit(in.readInt(), Why.values()[in.readInt()], in.readInt(), in.readInt());
    exit.chained = in.readBoolean();
    return exit;
  }
}
