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

  @Override
  public void save(StateWriter out) {
    out.writeInts(new int[] {units, chains, found, flushes, drops});
  }

  @Override
  public void load(StateReader in) {
    units = in.readInt();
    chains = in.readInt();
    found = in.readInt();
    flushes = in.readInt();
    drops = in.readInt();
  }
}
