package cloister.kernel.cgroup;

/** What a page that is charged to a group holds. */
public enum PageUse {
  /** Memory of programs that no file is behind. */
  ANONYMOUS,
  /** Pages of files, which all lie in tmpfs. */
  FILE,
  PAGE_TABLE,
  KERNEL_STACK,
  /** What waits in pipes. */
  PIPE,
  /** What waits in sockets. */
  SOCKET,
  /** Small objects of the kernel, such as messages that wait in queues. */
  SLAB
}
