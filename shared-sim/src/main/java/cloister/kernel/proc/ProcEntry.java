package cloister.kernel.proc;

import cloister.kernel.abi.Mode;

/** The names in {@code /proc} and in the directory of a process. */
enum ProcEntry {
  FILESYSTEMS("filesystems", Mode.REGULAR | 0444, false),
  LOADAVG("loadavg", Mode.REGULAR | 0444, false),
  MEMINFO("meminfo", Mode.REGULAR | 0444, false),
  MOUNTS_LINK("mounts", Mode.SYMLINK | 0777, false),
  SELF("self", Mode.SYMLINK | 0777, false),
  UPTIME("uptime", Mode.REGULAR | 0444, false),
  VERSION("version", Mode.REGULAR | 0444, false),
  CMDLINE("cmdline", Mode.REGULAR | 0444, true),
  COMM("comm", Mode.REGULAR | 0644, true),
  CWD("cwd", Mode.SYMLINK | 0777, true),
  EXE("exe", Mode.SYMLINK | 0777, true),
  FD("fd", Mode.DIRECTORY | 0500, true),
  MAPS("maps", Mode.REGULAR | 0444, true),
  MOUNTS("mounts", Mode.REGULAR | 0444, true),
  ROOT("root", Mode.SYMLINK | 0777, true),
  STAT("stat", Mode.REGULAR | 0444, true),
  STATUS("status", Mode.REGULAR | 0444, true),
  /** A descriptor; its number is the name. */
  DESCRIPTOR("", Mode.SYMLINK | 0700, true);

  final String name;
  final int mode;
  final boolean ofProcess;

  ProcEntry(String name, int mode, boolean ofProcess) {
    this.name = name;
    this.mode = mode;
    this.ofProcess = ofProcess;
  }

  boolean isLink() {
    return (mode & Mode.TYPE) == Mode.SYMLINK;
  }
}
