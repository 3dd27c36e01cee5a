package cloister.kernel.ipc;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Map;
import java.util.TreeMap;

/** How many message queues of POSIX a namespace has and may have ({@code /proc/sys/fs/mqueue}). */
public final class PosixQueues {
  /** What RLIMIT_MSGQUEUE is at first, in bytes. */
  public static final long LIMIT = 819200;

  private int mostQueues = 256;
  private int mostMessages = 10;
  private int mostBytes = 8192;
  private int usualMessages = 10;
  private int usualBytes = 8192;
  private int count;

  /** What the queues of each user count for, in bytes. */
  private final Map<Integer, Long> users = new TreeMap<>();

  public int count() {
    return count;
  }

  public int mostQueues() {
    return mostQueues;
  }

  /** Of a queue, without CAP_SYS_RESOURCE. */
  public int mostMessages() {
    return mostMessages;
  }

  /** Of a message, without CAP_SYS_RESOURCE. */
  public int mostBytes() {
    return mostBytes;
  }

  /** Of a queue that is made without sizes. */
  public int usualMessages() {
    return Math.min(usualMessages, mostMessages);
  }

  public int usualBytes() {
    return Math.min(usualBytes, mostBytes);
  }

  public long bytesOf(int user) {
    return users.getOrDefault(user, 0L);
  }

  public void add(int user, long bytes) {
    count++;
    users.put(user, bytesOf(user) + bytes);
  }

  public void remove(int user, long bytes) {
    count--;
    long left = bytesOf(user) - bytes;
    if (left == 0) {
      users.remove(user);
    } else {
      users.put(user, left);
    }
  }

  /** In the order of the names: msg_default, msg_max, msgsize_default, msgsize_max, queues_max. */
  public int[] limits() {
    return new int[] {usualMessages, mostMessages, usualBytes, mostBytes, mostQueues};
  }

  public void setLimits(int[] words) {
    usualMessages = words[0];
    mostMessages = words[1];
    usualBytes = words[2];
    mostBytes = words[3];
    mostQueues = words[4];
  }

  void save(ObjectWriter out) {
    out.numbers(limits());
    out.number(count);
    out.number(users.size());
    users.forEach(
        (user, bytes) -> {
          out.number(user);
          out.number(bytes);
        });
  }

  void load(ObjectReader in) {
    setLimits(in.numbers());
    count = in.number();
    int all = in.number();
    for (int i = 0; i < all; i++) {
      int user = in.number();
      users.put(user, in.longNumber());
    }
  }
}
