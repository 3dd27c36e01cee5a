package cloister.kernel.tty;

import cloister.kernel.vfs.FileOperations;

/** What stands at the other end of a terminal that has no keyboard and no screen (pty(7)). */
public abstract class OtherEnd extends FileOperations {
  protected OtherEnd(int id) {
    super(id);
  }

  /** A byte of output; it is lost where there is no room. */
  protected abstract void put(int value);

  /** How many bytes of output there is room for. */
  protected abstract int room();

  /** It has been read: it takes more. */
  protected abstract void terminalRead();

  /** Somebody has opened the terminal. */
  protected abstract void terminalOpened();

  /** Nobody has it open any more. */
  protected abstract void terminalClosed();
}
