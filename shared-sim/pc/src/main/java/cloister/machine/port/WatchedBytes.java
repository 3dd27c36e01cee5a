package cloister.machine.port;

import cloister.machine.replay.AccessObserver;
import cloister.machine.replay.Player;

/** Bytes of physical memory at which a run stops, behind the instruction that touches them. */
final class WatchedBytes implements AccessObserver {
  private final int address;
  private final int bytes;
  private final boolean reads;
  private boolean met;

  /**
   * @param reads true to stop at reads, too
   */
  WatchedBytes(int address, int bytes, boolean reads) {
    this.address = address;
    this.bytes = bytes;
    this.reads = reads;
  }

  void forget() {
    met = false;
  }

  void watch(Player<?> player) {
    forget();
    player.observe(this);
  }

  @Override
  public boolean accessed(int first, int count, boolean write, int old, int value) {
    met |= (write || reads) && first < address + bytes && first + count > address;
    return met;
  }

  /** True when the last run stopped here. */
  boolean met() {
    return met;
  }
}
