package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;

/** What the kernel has said: syslog(2). */
final class LogCalls {
  private static final int READ_ALL = 3;
  private static final int READ_AND_CLEAR = 4;
  private static final int CLEAR = 5;
  private static final int SIZE_OF_BUFFER = 10;

  /** Linux's on PCs (CONFIG_LOG_BUF_SHIFT). */
  private static final int BUFFER_BYTES = 1 << 17;

  private LogCalls() {}

  static void addTo(Rows rows) {
    rows.partial(
        103,
        "syslog",
        "dpd",
        "Reads all, clears, tells the size; nothing waits for more.",
        LogCalls::log);
  }

  private static long log(Call call) throws KernelError {
    int action = call.argument(0);
    boolean clears = action == READ_AND_CLEAR || action == CLEAR;
    if (!call.task().credentials().canEverywhere(Capability.SYSLOG)) {
      throw Errno.EPERM.error();
    }
    long answer =
        switch (action) {
          case READ_ALL, READ_AND_CLEAR -> read(call);
          case CLEAR -> 0;
          case SIZE_OF_BUFFER -> BUFFER_BYTES;
          default -> throw Errno.EINVAL.error();
        };
    if (clears) {
      call.parts().log().clear();
    }
    return answer;
  }

  /** The end of it, where there is no room for all. */
  private static long read(Call call) throws KernelError {
    int room = call.argument(2);
    if (room < 0 || call.argument(1) == 0) {
      throw Errno.EINVAL.error();
    }
    String text = call.parts().log().text();
    String shown = text.substring(Math.max(0, text.length() - room));
    byte[] bytes = new byte[shown.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) shown.charAt(i);
    }
    call.memory().write(call.argument(1), bytes, 0, bytes.length);
    return bytes.length;
  }
}
