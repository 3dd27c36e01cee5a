package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Restart;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Poll;

/** Waiting for several files: poll(2), select(2). */
final class PollCalls {
  private static final int POLL_BYTES = 8;

  /** Descriptors beyond the table are not even looked at. */
  private static final int SMALLEST_TABLE = 64;

  private static final int READ_BITS = Poll.IN | Poll.HANG_UP | Poll.ERROR;
  private static final int WRITE_BITS = Poll.OUT | Poll.ERROR;

  private PollCalls() {}

  static void addTo(Rows rows) {
    rows.full(142, "_newselect", "dpppp", call -> select(call, 4, true))
        .full(168, "poll", "pdd", PollCalls::poll)
        .full(308, "pselect6", "dppppp", call -> maskedSelect(call, 4))
        .full(413, "pselect6_time64", "dppppp", call -> maskedSelect(call, 8))
        .full(309, "ppoll", "pdppd", call -> maskedPoll(call, 4))
        .full(414, "ppoll_time64", "pdppd", call -> maskedPoll(call, 8));
  }

  private static long poll(Call call) throws KernelError {
    int millis = call.argument(2);
    if (millis >= 0) {
      call.endAfter(millis * 1_000_000L);
    }
    return pollNow(call, Restart.FOR_THE_REST);
  }

  private static long maskedPoll(Call call, int wordBytes) throws KernelError {
    if (call.argument(2) != 0) {
      call.endAfter(TimeCalls.nanos(call, call.argument(2), wordBytes));
    }
    block(call, call.argument(3));
    return pollNow(call, Restart.NO_HANDLER);
  }

  /** The mask that is in force while it waits; it is restored when a signal was delivered. */
  static void block(Call call, int maskAddress) throws KernelError {
    if (maskAddress != 0 && call.pending().note == 0) {
      call.pending().note = 1;
      call.task().blockForAWhile(call.memory().read64(maskAddress));
    }
  }

  private static long pollNow(Call call, int interrupted) throws KernelError {
    int count = call.argument(1);
    if (count < 0 || count > call.descriptorLimit()) {
      throw Errno.EINVAL.error();
    }
    UserMemory memory = call.memory();
    DescriptorTable files = call.task().files();
    int found = 0;
    for (int i = 0; i < count; i++) {
      int at = call.argument(0) + POLL_BYTES * i;
      int descriptor = memory.read32(at);
      int asked = memory.read32(at + 4) & 0xffff;
      int bits = 0;
      if (descriptor >= 0) {
        bits = files.isOpen(descriptor) ? ready(files.get(descriptor), asked) : Poll.INVALID;
      }
      memory.write16(at + 6, bits);
      found += bits != 0 ? 1 : 0;
    }
    if (found > 0 || call.isTimeUp()) {
      return found;
    }
    for (int i = 0; i < count; i++) {
      int descriptor = memory.read32(call.argument(0) + POLL_BYTES * i);
      if (descriptor >= 0) {
        files.get(descriptor).operations().await(call.task());
      }
    }
    return call.await(interrupted);
  }

  private static int ready(FileDescription file, int asked) {
    return Poll.whole(file.operations().ready(file)) & (asked | Poll.ALWAYS);
  }

  private static long maskedSelect(Call call, int wordBytes) throws KernelError {
    int mask = call.argument(5);
    if (mask != 0) {
      block(call, call.memory().read32(mask));
    }
    return select(call, wordBytes, false);
  }

  private static long select(Call call, int wordBytes, boolean micros) throws KernelError {
    int count = call.argument(0);
    if (count < 0) {
      throw Errno.EINVAL.error();
    }
    int limit = call.argument(4);
    if (limit != 0) {
      long nanos = micros ? TimeCalls.micros(call, limit) : TimeCalls.nanos(call, limit, wordBytes);
      call.endAfter(nanos);
    }
    int most = Math.min(count, Math.max(SMALLEST_TABLE, call.task().files().room()));
    int[][] asked = new int[3][];
    int[][] ready = new int[3][(most + 31) / 32];
    for (int set = 0; set < 3; set++) {
      asked[set] = bits(call, call.argument(1 + set), ready[set].length);
    }
    int found = look(call, most, asked, ready);
    if (found == 0 && !call.isTimeUp()) {
      awaitAll(call, most, asked);
      return call.await(Restart.NO_HANDLER);
    }
    for (int set = 0; set < 3; set++) {
      for (int i = 0; call.argument(1 + set) != 0 && i < ready[set].length; i++) {
        call.memory().write32(call.argument(1 + set) + 4 * i, ready[set][i]);
      }
    }
    if (limit != 0 && micros) {
      writeRest(call, limit);
    }
    return found;
  }

  private static void writeRest(Call call, int limit) throws KernelError {
    long ticks = Math.max(0, call.pending().deadline - call.time().ticks());
    long nanos = ticks * KernelTime.NANOS_PER_TICK;
    call.memory().write32(limit, (int) (nanos / KernelTime.NANOS_PER_SECOND));
    call.memory().write32(limit + 4, (int) (nanos % KernelTime.NANOS_PER_SECOND / 1000));
  }

  private static int[] bits(Call call, int address, int words) throws KernelError {
    int[] bits = new int[words];
    for (int i = 0; address != 0 && i < words; i++) {
      bits[i] = call.memory().read32(address + 4 * i);
    }
    return bits;
  }

  private static boolean has(int[] bits, int index) {
    return (bits[index >> 5] >>> index & 1) != 0;
  }

  private static int look(Call call, int count, int[][] asked, int[][] ready) throws KernelError {
    int found = 0;
    int[] wanted = {READ_BITS, WRITE_BITS, 0};
    for (int i = 0; i < count; i++) {
      for (int set = 0; set < 3; set++) {
        if (has(asked[set], i)) {
          FileDescription file = call.task().files().get(i);
          if ((file.operations().ready(file) & wanted[set]) != 0) {
            ready[set][i >> 5] |= 1 << i;
            found++;
          }
        }
      }
    }
    return found;
  }

  private static void awaitAll(Call call, int count, int[][] asked) throws KernelError {
    for (int i = 0; i < count; i++) {
      if (has(asked[0], i) || has(asked[1], i) || has(asked[2], i)) {
        call.task().files().get(i).operations().await(call.task());
      }
    }
  }
}
