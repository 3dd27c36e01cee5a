package cloister.machine.replay;

/** Told about each access to memory while a player goes forward. */
public interface AccessObserver {
  /**
   * @param address of physical memory
   * @param old what was there before a write; for a read, what was read
   * @return true to stop after the present step
   */
  boolean accessed(int address, int bytes, boolean write, int old, int value);
}
