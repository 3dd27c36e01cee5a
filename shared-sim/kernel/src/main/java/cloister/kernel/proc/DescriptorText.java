package cloister.kernel.proc;

import cloister.kernel.anon.Epoll;
import cloister.kernel.anon.EpollItem;
import cloister.kernel.anon.EventCounter;
import cloister.kernel.anon.SignalFile;
import cloister.kernel.anon.TimerFile;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileOperations;

/** What {@code /proc/PID/fdinfo} says of files of some kinds alone (proc_pid_fdinfo(5)). */
final class DescriptorText {
  private static final int NANOS_PER_TICK = 10;

  private DescriptorText() {}

  static String of(FileOperations file) {
    return switch (file) {
      case EventCounter counter ->
          "eventfd-count: "
              + ProcTexts.padded(Long.toHexString(counter.count()), 16, true)
              + "\neventfd-id: "
              + counter.id()
              + "\neventfd-semaphore: "
              + (counter.isSemaphore() ? 1 : 0)
              + "\n";
      case SignalFile signals -> "sigmask:\t" + Words.hexadecimal(signals.set(), 16) + "\n";
      case TimerFile timer -> timer(timer);
      case Epoll epoll -> epoll(epoll);
      default -> "";
    };
  }

  private static String timer(TimerFile timer) {
    return "clockid: "
        + timer.clock()
        + "\nticks: "
        + timer.expirations()
        + "\nsettime flags: 0"
        + Integer.toOctalString(timer.settings())
        + "\nit_value: "
        + time(timer.rest())
        + "\nit_interval: "
        + time(timer.period())
        + "\n";
  }

  private static String time(long ticks) {
    long perSecond = KernelTime.NANOS_PER_SECOND / NANOS_PER_TICK;
    return "(" + ticks / perSecond + ", " + ticks % perSecond * NANOS_PER_TICK + ")";
  }

  private static String epoll(Epoll epoll) {
    StringBuilder text = new StringBuilder();
    for (EpollItem item : epoll.items()) {
      var inode = item.file().inode();
      text.append("tfd: ").append(number(Integer.toString(item.descriptor()), 8));
      text.append(" events: ").append(number(Integer.toHexString(item.events()), 8));
      text.append(" data: ").append(number(Long.toHexString(item.data()), 16));
      text.append("  pos:").append(item.file().position());
      text.append(" ino:").append(Integer.toHexString(inode.number()));
      int device = inode.fileSystem().device();
      text.append(" sdev:").append(Integer.toHexString(device)).append('\n');
    }
    return text.toString();
  }

  private static String number(String digits, int width) {
    return ProcTexts.padded(digits, width, true);
  }
}
