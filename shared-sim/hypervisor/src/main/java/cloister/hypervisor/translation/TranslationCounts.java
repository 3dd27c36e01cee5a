package cloister.hypervisor.translation;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** What was done in a translation cache since the beginning. */
public final class TranslationCounts implements Saveable {
  private int units;
  private int chains;
  private int found;
  private int flushes;
  private int drops;
  private int adapted;
  private int restored;
  private int avoided;

  void translated() {
    units++;
  }

  void chained() {
    chains++;
  }

  /** An indirect jump has found its translation in the table. */
  public void found() {
    found++;
  }

  void flushed(boolean something) {
    flushes += something ? 1 : 0;
  }

  void dropped() {
    drops++;
  }

  void becomesCallOut() {
    adapted++;
  }

  void becomesItself() {
    restored++;
  }

  void avoidsRefusal() {
    avoided++;
  }

  /** Units made. */
  public int units() {
    return units;
  }

  /** Jumps that were made to lead to another unit. */
  public int chains() {
    return chains;
  }

  /** Indirect jumps that have found their translation without the hypervisor. */
  public int foundInTable() {
    return found;
  }

  /** How often all units were forgotten. */
  public int flushes() {
    return flushes;
  }

  /** Units forgotten since the guest has changed its code. */
  public int drops() {
    return drops;
  }

  /** How often an instruction became a call-out, since it was refused too often. */
  public int adapted() {
    return adapted;
  }

  /** How often one went back to what it was, since its call-out was not needed any more. */
  public int restored() {
    return restored;
  }

  /** Refusals that did not come, as a call-out came in their place. */
  public int avoided() {
    return avoided;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(new int[] {units, chains, found, flushes, drops, adapted, restored, avoided});
  }

  @Override
  public void load(StateReader in) {
    units = in.readInt();
    chains = in.readInt();
    found = in.readInt();
    flushes = in.readInt();
    drops = in.readInt();
    adapted = in.readInt();
    restored = in.readInt();
    avoided = in.readInt();
  }
}
