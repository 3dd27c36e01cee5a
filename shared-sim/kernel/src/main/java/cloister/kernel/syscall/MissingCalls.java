package cloister.kernel.syscall;

import java.util.TreeMap;

/** System calls that Linux has and this kernel knows by name only. */
final class MissingCalls {
  private static final String NUMBERS_AND_NAMES =
      """
      16 lchown, 23 setuid, 46 setgid, 51 acct,
      62 ustat, 87 swapon, 88 reboot, 95 fchown, 115 swapoff, 124 adjtimex,
      128 init_module, 129 delete_module, 131 quotactl, 138 setfsuid,
      139 setfsgid, 275 get_mempolicy, 313 splice, 314 sync_file_range, 315 tee,
      336 perf_event_open, 337 recvmmsg, 341 name_to_handle_at, 344 syncfs, 345 sendmmsg,
      356 memfd_create, 357 bpf, 358 execveat, 375 membarrier, 386 rseq, 425 io_uring_setup,
      428 open_tree, 429 move_mount, 430 fsopen, 434 pidfd_open, 437 openat2
      """;

  private MissingCalls() {}

  static void addTo(TreeMap<Integer, SystemCall> rows) {
    int at = 0;
    String text = NUMBERS_AND_NAMES.strip();
    while (at < text.length()) {
      int end = text.indexOf(',', at);
      String row = text.substring(at, end < 0 ? text.length() : end).strip();
      int space = row.indexOf(' ');
      int number = Integer.parseInt(row.substring(0, space));
      rows.put(number, SystemCall.missing(number, row.substring(space + 1)));
      at = end < 0 ? text.length() : end + 1;
    }
  }
}
