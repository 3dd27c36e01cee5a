package cloister.kernel.net;

import cloister.kernel.vfs.FileDescription;
import java.util.List;

/** What comes along with the bytes that are received (recvmsg(2)). */
public final class Incoming {
  private final int flags;

  /** Where it comes from; null where nothing is said about that. */
  byte[] from;

  Sender sender;
  List<FileDescription> rights = List.of();
  int outFlags;

  /** What was left of its time to live; 0 where the receiver has not asked for that. */
  int life;

  /**
   * @param flags of recv(2)
   */
  public Incoming(int flags) {
    this.flags = flags;
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  public byte[] from() {
    return from;
  }

  /** Who has sent it; null where the receiver has not asked for that. */
  public Sender sender() {
    return sender;
  }

  /** Open files that are the receiver's now. */
  public List<FileDescription> rights() {
    return rights;
  }

  public int life() {
    return life;
  }

  /** As recvmsg(2) answers them. */
  public int outFlags() {
    return outFlags;
  }
}
