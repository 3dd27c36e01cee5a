package cloister.kernel.proc;

import cloister.kernel.abi.Mode;

/** The names in {@code /proc} and in its directories. */
enum ProcEntry {
  COMMAND_LINE("cmdline", Mode.REGULAR | 0444, Level.TOP),
  PROCESSORS("cpuinfo", Mode.REGULAR | 0444, Level.TOP),
  FILESYSTEMS("filesystems", Mode.REGULAR | 0444, Level.TOP),
  LOADAVG("loadavg", Mode.REGULAR | 0444, Level.TOP),
  LOCKS("locks", Mode.REGULAR | 0444, Level.TOP),
  MEMINFO("meminfo", Mode.REGULAR | 0444, Level.TOP),
  MOUNTS_LINK("mounts", Mode.SYMLINK | 0777, Level.TOP),
  NET_LINK("net", Mode.SYMLINK | 0777, Level.TOP),
  SELF("self", Mode.SYMLINK | 0777, Level.TOP),
  THREAD_SELF("thread-self", Mode.SYMLINK | 0777, Level.TOP),
  SETTINGS("sys", Mode.DIRECTORY | 0555, Level.TOP),
  SYSTEM_V("sysvipc", Mode.DIRECTORY | 0555, Level.TOP),
  MACHINE_STAT("stat", Mode.REGULAR | 0444, Level.TOP),
  SWAPS("swaps", Mode.REGULAR | 0444, Level.TOP),
  UPTIME("uptime", Mode.REGULAR | 0444, Level.TOP),
  VERSION("version", Mode.REGULAR | 0444, Level.TOP),
  AUXILIARY("auxv", Mode.REGULAR | 0400, Level.PROCESS),
  CGROUP("cgroup", Mode.REGULAR | 0444, Level.PROCESS),
  CMDLINE("cmdline", Mode.REGULAR | 0444, Level.PROCESS),
  COMM("comm", Mode.REGULAR | 0644, Level.PROCESS),
  DUMP_FILTER("coredump_filter", Mode.REGULAR | 0644, Level.PROCESS),
  CWD("cwd", Mode.SYMLINK | 0777, Level.PROCESS),
  ENVIRONMENT("environ", Mode.REGULAR | 0400, Level.PROCESS),
  EXE("exe", Mode.SYMLINK | 0777, Level.PROCESS),
  FD("fd", Mode.DIRECTORY | 0500, Level.PROCESS),
  DESCRIPTOR_TEXTS("fdinfo", Mode.DIRECTORY | 0555, Level.PROCESS),
  GROUP_MAP("gid_map", Mode.REGULAR | 0644, Level.PROCESS),
  IO("io", Mode.REGULAR | 0400, Level.PROCESS),
  LIMITS_OF("limits", Mode.REGULAR | 0444, Level.PROCESS),
  LOGIN_USER("loginuid", Mode.REGULAR | 0644, Level.PROCESS),
  MAPS("maps", Mode.REGULAR | 0444, Level.PROCESS),
  MEMORY("mem", Mode.REGULAR | 0600, Level.PROCESS),
  MOUNTINFO("mountinfo", Mode.REGULAR | 0444, Level.PROCESS),
  MOUNTS("mounts", Mode.REGULAR | 0444, Level.PROCESS),
  NET("net", Mode.DIRECTORY | 0555, Level.PROCESS),
  NAMESPACES("ns", Mode.DIRECTORY | 0511, Level.PROCESS),
  OOM_ADJUST("oom_adj", Mode.REGULAR | 0644, Level.PROCESS),
  OOM_SCORE("oom_score", Mode.REGULAR | 0444, Level.PROCESS),
  OOM_SCORE_ADJUST("oom_score_adj", Mode.REGULAR | 0644, Level.PROCESS),
  PERSONALITY("personality", Mode.REGULAR | 0400, Level.PROCESS),
  ROOT("root", Mode.SYMLINK | 0777, Level.PROCESS),
  AUDIT_SESSION("sessionid", Mode.REGULAR | 0444, Level.PROCESS),
  SCHEDULING("sched", Mode.REGULAR | 0644, Level.PROCESS),
  SCHEDULING_TIMES("schedstat", Mode.REGULAR | 0444, Level.PROCESS),
  SET_GROUPS("setgroups", Mode.REGULAR | 0644, Level.PROCESS),
  EACH_MAP("smaps", Mode.REGULAR | 0444, Level.PROCESS),
  ALL_MAPS("smaps_rollup", Mode.REGULAR | 0444, Level.PROCESS),
  STAT("stat", Mode.REGULAR | 0444, Level.PROCESS),
  STATM("statm", Mode.REGULAR | 0444, Level.PROCESS),
  STATUS("status", Mode.REGULAR | 0444, Level.PROCESS),
  SYSTEM_CALL("syscall", Mode.REGULAR | 0400, Level.PROCESS),
  THREADS("task", Mode.DIRECTORY | 0555, Level.PROCESS),
  TIME_OFFSETS("timens_offsets", Mode.REGULAR | 0644, Level.PROCESS),
  TIMER_SLACK("timerslack_ns", Mode.REGULAR | 0666, Level.PROCESS),
  USER_MAP("uid_map", Mode.REGULAR | 0644, Level.PROCESS),
  WAIT_CHANNEL("wchan", Mode.REGULAR | 0444, Level.PROCESS),
  NAMESPACE_CGROUP("cgroup", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_IPC("ipc", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_MOUNT("mnt", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_NETWORK("net", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_PID("pid", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_PID_CHILDREN("pid_for_children", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_TIME("time", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_TIME_CHILDREN("time_for_children", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_USER("user", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NAMESPACE_UTS("uts", Mode.SYMLINK | 0777, Level.NAMESPACES),
  NET_DEVICES("dev", Mode.REGULAR | 0444, Level.NET),
  NET_ROUTES("route", Mode.REGULAR | 0444, Level.NET),
  NET_TCP("tcp", Mode.REGULAR | 0444, Level.NET),
  NET_UDP("udp", Mode.REGULAR | 0444, Level.NET),
  NET_UNIX("unix", Mode.REGULAR | 0444, Level.NET),
  SYSTEM_V_QUEUES("msg", Mode.REGULAR | 0444, Level.SYSTEM_V),
  SYSTEM_V_SEMAPHORES("sem", Mode.REGULAR | 0444, Level.SYSTEM_V),
  SYSTEM_V_SEGMENTS("shm", Mode.REGULAR | 0444, Level.SYSTEM_V),
  KERNEL("kernel", Mode.DIRECTORY | 0555, Level.SETTINGS),
  LAST_CAPABILITY("cap_last_cap", Mode.REGULAR | 0444, Level.KERNEL),
  DOMAIN_NAME("domainname", Mode.REGULAR | 0644, Level.KERNEL),
  HOST_NAME("hostname", Mode.REGULAR | 0644, Level.KERNEL),
  MESSAGE_BYTES("msgmax", Mode.REGULAR | 0644, Level.KERNEL),
  QUEUE_BYTES("msgmnb", Mode.REGULAR | 0644, Level.KERNEL),
  MOST_QUEUES("msgmni", Mode.REGULAR | 0644, Level.KERNEL),
  LAST_PID("ns_last_pid", Mode.REGULAR | 0666, Level.KERNEL),
  RELEASE("osrelease", Mode.REGULAR | 0444, Level.KERNEL),
  SYSTEM("ostype", Mode.REGULAR | 0444, Level.KERNEL),
  MOST_PIDS("pid_max", Mode.REGULAR | 0444, Level.KERNEL),
  SEMAPHORE_LIMITS("sem", Mode.REGULAR | 0644, Level.KERNEL),
  SHARED_PAGES("shmall", Mode.REGULAR | 0644, Level.KERNEL),
  SEGMENT_BYTES("shmmax", Mode.REGULAR | 0644, Level.KERNEL),
  MOST_SEGMENTS("shmmni", Mode.REGULAR | 0644, Level.KERNEL),
  UNCHECKED_WAIT("unchecked_waitid", Mode.REGULAR | 0644, Level.KERNEL),
  USERS_FOR_ALL("unprivileged_userns_clone", Mode.REGULAR | 0644, Level.KERNEL),
  FILE_SETTINGS("fs", Mode.DIRECTORY | 0555, Level.SETTINGS),
  INOTIFY_SETTINGS("inotify", Mode.DIRECTORY | 0555, Level.FILE_SETTINGS),
  INOTIFY_EVENTS("max_queued_events", Mode.REGULAR | 0644, Level.INOTIFY_SETTINGS),
  INOTIFY_INSTANCES("max_user_instances", Mode.REGULAR | 0644, Level.INOTIFY_SETTINGS),
  INOTIFY_WATCHES("max_user_watches", Mode.REGULAR | 0644, Level.INOTIFY_SETTINGS),
  QUEUE_SETTINGS("mqueue", Mode.DIRECTORY | 0555, Level.FILE_SETTINGS),
  USUAL_MESSAGES("msg_default", Mode.REGULAR | 0644, Level.QUEUE_SETTINGS),
  MOST_MESSAGES("msg_max", Mode.REGULAR | 0644, Level.QUEUE_SETTINGS),
  USUAL_MESSAGE_BYTES("msgsize_default", Mode.REGULAR | 0644, Level.QUEUE_SETTINGS),
  MOST_MESSAGE_BYTES("msgsize_max", Mode.REGULAR | 0644, Level.QUEUE_SETTINGS),
  MOST_POSIX_QUEUES("queues_max", Mode.REGULAR | 0644, Level.QUEUE_SETTINGS),
  NET_SETTINGS("net", Mode.DIRECTORY | 0555, Level.SETTINGS),
  INTERNET_SETTINGS("ipv4", Mode.DIRECTORY | 0555, Level.NET_SETTINGS),
  FORWARDS("ip_forward", Mode.REGULAR | 0644, Level.INTERNET_SETTINGS),
  FIRST_PORT("ip_unprivileged_port_start", Mode.REGULAR | 0444, Level.INTERNET_SETTINGS),
  LIMITS("user", Mode.DIRECTORY | 0555, Level.SETTINGS),
  MOST_CGROUP("max_cgroup_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_IPC("max_ipc_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_MOUNT("max_mnt_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_NETWORK("max_net_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_PID("max_pid_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_TIME("max_time_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_USER("max_user_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  MOST_UTS("max_uts_namespaces", Mode.REGULAR | 0644, Level.LIMITS),
  /** What is said of a descriptor; its number is the name. */
  DESCRIPTOR_TEXT("", Mode.REGULAR | 0444, Level.DESCRIPTOR_TEXTS),
  /** A descriptor; its number is the name. */
  DESCRIPTOR("", Mode.SYMLINK | 0700, Level.DESCRIPTORS);

  /** The directories that have names of their own. */
  enum Level {
    TOP,
    PROCESS,
    THREADS,
    /** Of a thread, with the names of {@link #PROCESS} but for some. */
    THREAD,
    DESCRIPTORS,
    DESCRIPTOR_TEXTS,
    NAMESPACES,
    NET,
    SYSTEM_V,
    SETTINGS,
    KERNEL,
    LIMITS,
    FILE_SETTINGS,
    INOTIFY_SETTINGS,
    QUEUE_SETTINGS,
    NET_SETTINGS,
    INTERNET_SETTINGS
  }

  final String name;
  final int mode;
  final Level level;

  ProcEntry(String name, int mode, Level level) {
    this.name = name;
    this.mode = mode;
    this.level = level;
  }

  /** Whether it is in directories of that kind, by its own name. */
  boolean isIn(Level directory) {
    boolean ofThreads =
        switch (this) {
          case DUMP_FILTER, THREADS, TIME_OFFSETS, TIMER_SLACK -> false;
          default -> level == Level.PROCESS;
        };
    return !name.isEmpty() && (level == directory || directory == Level.THREAD && ofThreads);
  }

  /** Whether it counts what is read, or the time that it takes. */
  boolean changesByReading() {
    return this == IO || this == SCHEDULING || this == SCHEDULING_TIMES;
  }

  /** Whether Linux reads it for sendfile(2), too: those files that have a splice_read. */
  boolean isSent() {
    return switch (level) {
      case PROCESS, THREAD -> this == MOUNTS || this == MOUNTINFO;
      case DESCRIPTOR_TEXTS, NET, SYSTEM_V -> false;
      default -> this != SWAPS;
    };
  }

  boolean isLink() {
    return (mode & Mode.TYPE) == Mode.SYMLINK;
  }

  boolean isDirectory() {
    return (mode & Mode.TYPE) == Mode.DIRECTORY;
  }

  /** What is in it, for a directory. */
  Level opens() {
    return switch (this) {
      case FD -> Level.DESCRIPTORS;
      case DESCRIPTOR_TEXTS -> Level.DESCRIPTOR_TEXTS;
      case THREADS -> Level.THREADS;
      case NAMESPACES -> Level.NAMESPACES;
      case NET -> Level.NET;
      case SYSTEM_V -> Level.SYSTEM_V;
      case SETTINGS -> Level.SETTINGS;
      case LIMITS -> Level.LIMITS;
      case FILE_SETTINGS -> Level.FILE_SETTINGS;
      case INOTIFY_SETTINGS -> Level.INOTIFY_SETTINGS;
      case QUEUE_SETTINGS -> Level.QUEUE_SETTINGS;
      case NET_SETTINGS -> Level.NET_SETTINGS;
      case INTERNET_SETTINGS -> Level.INTERNET_SETTINGS;
      default -> Level.KERNEL;
    };
  }

  /** The kind of namespace that a link leads to or a limit is for, as Linux names it. */
  String namespaceKind() {
    int from = level == Level.LIMITS ? name.indexOf('_') + 1 : 0;
    int end = name.indexOf('_', from);
    return end < 0 ? name : name.substring(from, end);
  }
}
