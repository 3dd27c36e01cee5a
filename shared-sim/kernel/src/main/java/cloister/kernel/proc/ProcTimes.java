package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.time.KernelTime;
import java.util.List;

/** What the clocks of a namespace show more, and how that is set (time_namespaces(7)). */
final class ProcTimes {
  private static final long SECOND = KernelTime.NANOS_PER_SECOND;
  private static final long MOST_SECONDS = 1L << 32;

  private final TimeNamespace namespace;
  private final KernelTime time;

  ProcTimes(TimeNamespace namespace, KernelTime time) {
    this.namespace = namespace;
    this.time = time;
  }

  String text() {
    return line("monotonic ", namespace.monotonic()) + line("boottime  ", namespace.boot());
  }

  private static String line(String clock, long nanos) {
    return clock
        + " "
        + column(Math.floorDiv(nanos, SECOND), 10)
        + " "
        + column(Math.floorMod(nanos, SECOND), 9)
        + "\n";
  }

  private static String column(long value, int width) {
    String text = Long.toString(value);
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  void write(String text, Credentials who) throws KernelError {
    if (!who.can(Capability.SYS_TIME, namespace.owner())) {
      throw Errno.EPERM.error();
    }
    if (namespace.isEntered()) {
      throw Errno.EACCES.error();
    }
    for (String line : Words.lines(text)) {
      set(Words.of(line));
    }
  }

  private void set(List<String> words) throws KernelError {
    if (words.size() != 3) {
      throw Errno.EINVAL.error();
    }
    long nanos = number(words.get(2));
    if (nanos < 0 || nanos >= SECOND) {
      throw Errno.EINVAL.error();
    }
    long offset = number(words.get(1)) * SECOND + nanos;
    if (time.monotonicNanos() + offset < 0) {
      throw Errno.ERANGE.error();
    }
    switch (words.get(0)) {
      case "monotonic", "1" -> namespace.setMonotonic(offset);
      case "boottime", "7" -> namespace.setBoot(offset);
      default -> throw Errno.EINVAL.error();
    }
  }

  private static long number(String text) throws KernelError {
    boolean negative = text.startsWith("-");
    long value = 0;
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      value = 10 * value + digit;
      if (digit < 0 || value > MOST_SECONDS) {
        throw digit < 0 ? Errno.EINVAL.error() : Errno.ERANGE.error();
      }
    }
    return negative ? -value : value;
  }
}
