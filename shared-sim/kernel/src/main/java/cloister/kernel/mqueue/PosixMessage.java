package cloister.kernel.mqueue;

/** What waits in a queue (mq_send(3)). */
public record PosixMessage(int priority, byte[] text) {
  private static final int HEADER = 48;

  static int keptBytes(int textBytes) {
    return HEADER + textBytes;
  }
}
