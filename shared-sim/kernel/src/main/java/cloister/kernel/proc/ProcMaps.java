package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCounts;
import cloister.kernel.task.Task;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Inode;
import java.util.List;

/**
 * The areas of a process's memory: {@code maps}, {@code smaps} and {@code smaps_rollup}
 * (proc_pid_maps(5), proc_pid_smaps(5)). All files lie in tmpfs, whose pages are dirty ones.
 */
final class ProcMaps {
  private static final int KIB_PER_PAGE = Frames.SIZE / 1024;

  /** Where names begin. */
  private static final int NAME_COLUMN = 49;

  private final Task task;
  private final KernelTime time;

  ProcMaps(Task task, KernelTime time) {
    this.task = task;
    this.time = time;
  }

  private List<Area> areas() {
    AddressSpace space = task.space();
    return space == null ? List.of() : space.areas();
  }

  String maps() {
    StringBuilder text = new StringBuilder();
    for (Area area : areas()) {
      text.append(line(area));
    }
    return text.toString();
  }

  private static String line(Area area) {
    String rights =
        flag(area, Area.READ, 'r')
            + flag(area, Area.WRITE, 'w')
            + flag(area, Area.EXECUTE, 'x')
            + ((area.flags() & Area.SHARED) != 0 ? "s" : "p");
    String place = "00000000 00:00 0";
    if (area.file() instanceof FileDescription file) {
      Inode inode = file.inode();
      long device = inode.fileSystem().device();
      String major = Words.hexadecimal(device >>> 8 & 0xfff, 2);
      String minor = Words.hexadecimal(device & 0xff, 2);
      String number = Integer.toUnsignedString(inode.number());
      place = Words.hexadecimal(area.offset(), 8) + " " + major + ":" + minor + " " + number;
    }
    return line(area.first(), area.end(), rights + " " + place, area.name());
  }

  private static String flag(Area area, int flag, char shown) {
    return (area.flags() & flag) != 0 ? String.valueOf(shown) : "-";
  }

  private static String line(int first, int end, String about, String name) {
    String line = address(first) + "-" + address(end) + " " + about + " ";
    return (name.isEmpty() ? line : ProcTexts.padded(line, NAME_COLUMN, false) + name) + "\n";
  }

  private static String address(int page) {
    return Words.hexadecimal((page & 0xffff_ffffL) << Frames.BITS, 8);
  }

  String each() {
    StringBuilder text = new StringBuilder();
    for (Area area : areas()) {
      PageCounts counts = counts(area);
      long bytes = (long) (area.end() - area.first()) * KIB_PER_PAGE;
      text.append(line(area));
      row(text, "Size:", bytes);
      row(text, "KernelPageSize:", KIB_PER_PAGE);
      row(text, "MMUPageSize:", KIB_PER_PAGE);
      counted(text, counts, false);
      text.append("THPeligible:           0\nVmFlags: ").append(flags(area)).append('\n');
    }
    return text.toString();
  }

  private PageCounts counts(Area area) {
    PageCounts counts = PageCounts.of(task.space(), area);
    time.charge(Cost.COPY_64_BYTES, 16 + counts.resident());
    return counts;
  }

  /**
   * Of all areas together.
   *
   * @throws KernelError ESRCH for what has no memory
   */
  String together() throws KernelError {
    if (task.space() == null) {
      throw Errno.ESRCH.error();
    }
    PageCounts all = PageCounts.none();
    List<Area> areas = areas();
    areas.forEach(area -> all.add(counts(area)));
    int first = areas.isEmpty() ? 0 : areas.getFirst().first();
    int end = areas.isEmpty() ? 0 : areas.getLast().end();
    StringBuilder text = new StringBuilder(line(first, end, "---p 00000000 00:00 0", "[rollup]"));
    counted(text, all, true);
    return text.toString();
  }

  private static void row(StringBuilder text, String name, long kibibytes) {
    text.append(ProcTexts.padded(name, 16, false));
    text.append(ProcTexts.padded(Long.toString(kibibytes), 8, true)).append(" kB\n");
  }

  /** KiB of each kind; what there is none of here is 0. */
  private static void counted(StringBuilder text, PageCounts counts, boolean split) {
    row(text, "Rss:", counts.residentSize());
    row(text, "Pss:", counts.shareSize());
    row(text, "Pss_Dirty:", counts.shareSize());
    if (split) {
      row(text, "Pss_Anon:", counts.anonymousShareSize());
      row(text, "Pss_File:", 0);
      row(text, "Pss_Shmem:", counts.fileShareSize());
    }
    row(text, "Shared_Clean:", 0);
    row(text, "Shared_Dirty:", counts.sharedSize());
    row(text, "Private_Clean:", 0);
    row(text, "Private_Dirty:", counts.ownSize());
    row(text, "Referenced:", counts.residentSize());
    row(text, "Anonymous:", counts.anonymousSize());
    String[] none = {
      "KSM:",
      "LazyFree:",
      "AnonHugePages:",
      "ShmemPmdMapped:",
      "FilePmdMapped:",
      "Shared_Hugetlb:",
      "Private_Hugetlb:",
      "Swap:",
      "SwapPss:",
      "Locked:"
    };
    for (String name : none) {
      row(text, name, 0);
    }
  }

  /** What an area may, and might be made to (VmFlags), each with a space behind it. */
  private static String flags(Area area) {
    boolean shared = (area.flags() & Area.SHARED) != 0;
    boolean writes = (area.flags() & Area.WRITE) != 0;
    boolean mayWrite = (area.flags() & Area.READ_ONLY_FILE) == 0;
    return ((area.flags() & Area.READ) != 0 ? "rd " : "")
        + (writes ? "wr " : "")
        + ((area.flags() & Area.EXECUTE) != 0 ? "ex " : "")
        + (shared && mayWrite ? "sh " : "")
        + "mr "
        + (mayWrite ? "mw " : "")
        + "me "
        + (shared ? "ms " : "")
        + ((area.flags() & Area.GROWS_DOWN) != 0 ? "gd " : "")
        + (writes && !shared ? "ac " : "");
  }
}
