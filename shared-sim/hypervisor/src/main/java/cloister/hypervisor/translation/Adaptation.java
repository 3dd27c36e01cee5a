package cloister.hypervisor.translation;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which instructions of a guest's kernel are done by the hypervisor since they were refused again
 * and again: each is innocent until proven guilty, and is innocent again when it has been done
 * often enough without need (Adams and Agesen 2006, 3.3).
 */
final class Adaptation implements Saveable {
  /** Refusals of one instruction behind which it is done by a call-out. */
  static final int MOST_REFUSALS = 4;

  /** Call-outs in a row that nothing would have been refused in, behind which it is none. */
  static final int MOST_NEEDLESS = 8;

  /** By the guest's address. No more than there is room for instructions in the cache. */
  private final Map<Integer, Suspect> suspects = new TreeMap<>();

  private static final class Suspect {
    /** How often it was refused since it was last innocent, or would have been. */
    private int refusals;

    /** Call-outs without need since the last that was needed. */
    private int needless;

    private boolean simulated;
  }

  /** True when an instruction is to be translated as a call-out. */
  boolean isSimulated(int eip) {
    Suspect suspect = suspects.get(eip);
    return suspect != null && suspect.simulated;
  }

  /** How often an instruction was refused, or would have been. */
  int refusals(int eip) {
    Suspect suspect = suspects.get(eip);
    return suspect == null ? 0 : suspect.refusals;
  }

  /**
   * An instruction was refused.
   *
   * @return true when it is to be a call-out from now on
   */
  boolean refused(int eip) {
    Suspect suspect = suspects.computeIfAbsent(eip, _ -> new Suspect());
    suspect.refusals++;
    suspect.needless = 0;
    suspect.simulated |= suspect.refusals >= MOST_REFUSALS;
    return suspect.simulated;
  }

  /**
   * An instruction was done by call-out.
   *
   * @param needed it would have been refused
   * @return false when it is innocent again
   */
  boolean done(int eip, boolean needed) {
    Suspect suspect = suspects.get(eip);
    if (suspect == null) {
      return false;
    }
    suspect.refusals += needed ? 1 : 0;
    suspect.needless = needed ? 0 : suspect.needless + 1;
    if (suspect.needless >= MOST_NEEDLESS) {
      suspects.remove(eip);
      return false;
    }
    return true;
  }

  /**
   * Other instructions lie there now.
   *
   * @param translated whether an address is still part of another unit in use
   */
  void forget(int from, int bytes, IntPredicate translated) {
    for (int eip = from; eip != from + bytes; eip++) {
      if (suspects.containsKey(eip) && !translated.test(eip)) {
        suspects.remove(eip);
      }
    }
  }

  void forgetAll() {
    suspects.clear();
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(suspects.size());
    suspects.forEach(
        (eip, suspect) -> {
          out.writeInts(new int[] {eip, suspect.refusals, suspect.needless});
          out.writeBoolean(suspect.simulated);
        });
  }

  @Override
  public void load(StateReader in) {
    suspects.clear();
    for (int left = in.readInt(); left > 0; left--) {
      int eip = in.readInt();
      Suspect suspect = new Suspect();
      suspect.refusals = in.readInt();
      suspect.needless = in.readInt();
      suspect.simulated = in.readBoolean();
      suspects.put(eip, suspect);
    }
  }
}
