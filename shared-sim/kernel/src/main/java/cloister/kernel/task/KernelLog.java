package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.KernelTime;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the kernel has to say to whoever looks after the machine (syslog(2)); the newest lines. */
public final class KernelLog {
  public static final int WARNING = 4;
  public static final int NOTICE = 5;
  public static final int INFORMATION = 6;
  public static final int ERROR = 3;

  private static final int MOST_LINES = 400;

  private final KernelTime time;
  private final Deque<String> lines = new ArrayDeque<>();

  /** Of records for auditors so far. */
  private int records;

  public KernelLog(KernelTime time) {
    this.time = time;
  }

  /**
   * Adds a line with the time since the machine was started.
   *
   * @param level of syslog(2), 0 to 7
   */
  public void say(int level, String text) {
    long micros = time.monotonicNanos() / 1000;
    String seconds = Long.toString(micros / 1_000_000);
    String rest = Long.toString(micros % 1_000_000);
    String stamp =
        " ".repeat(Math.max(0, 5 - seconds.length()))
            + seconds
            + "."
            + "0".repeat(6 - rest.length())
            + rest;
    lines.add("<" + level + ">[" + stamp + "] " + text + "\n");
    if (lines.size() > MOST_LINES) {
      lines.remove();
    }
  }

  /** The number of the next record for auditors. */
  public int nextRecord() {
    return ++records;
  }

  public String text() {
    return String.join("", lines);
  }

  public void clear() {
    lines.clear();
  }

  public void save(ObjectWriter out) {
    out.number(lines.size());
    lines.forEach(out::text);
    out.number(records);
  }

  public void load(ObjectReader in) {
    lines.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      lines.add(in.text());
    }
    records = in.number();
  }
}
