package cloister.kernel.ipc;

/**
 * What waits in a queue (msgsnd(2)).
 *
 * @param type above 0
 */
public record QueuedMessage(int type, byte[] text) {
  /** What the kernel needs beside the text. */
  private static final int HEADER = 48;

  static int keptBytes(int textBytes) {
    return HEADER + textBytes;
  }

  int keptBytes() {
    return keptBytes(text.length);
  }
}
