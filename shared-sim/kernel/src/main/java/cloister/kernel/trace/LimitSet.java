package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** Something was written into a controller's file of a group. */
public record LimitSet(int pid, String path, String file, String value) implements KernelEvent {
  @Override
  public String name() {
    return "cgroup.limit";
  }

  /** The value, where that is a number and has room. */
  @Override
  public OptionalInt number() {
    int number = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == 9) {
        return OptionalInt.empty();
      }
      number = 10 * number + digit;
    }
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.set",
        Argument.decimal("pid", pid),
        Argument.code("path", path),
        Argument.code("file", file),
        Argument.code("value", value));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path).put("file", file).put("value", value);
  }

  @Override
  public String label() {
    return "limit";
  }
}
