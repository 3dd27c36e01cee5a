package cloister.kernel.syscall;

import java.util.TreeMap;

/** Collects the rows of the table, family by family. */
final class Rows {
  private final TreeMap<Integer, SystemCall> rows = new TreeMap<>();

  /** One that does all that Linux's does. */
  Rows full(int number, String name, String arguments, SystemCall.Handler handler) {
    return add(new SystemCall(number, name, arguments, Support.FULL, "", handler));
  }

  /** One of which something is missing. */
  Rows partial(int number, String name, String arguments, String note, SystemCall.Handler handler) {
    return add(new SystemCall(number, name, arguments, Support.PARTIAL, note, handler));
  }

  private Rows add(SystemCall row) {
    if (rows.put(row.number(), row) != null) {
      throw new IllegalStateException("two system calls have the number " + row.number());
    }
    return this;
  }

  TreeMap<Integer, SystemCall> all() {
    return rows;
  }
}
