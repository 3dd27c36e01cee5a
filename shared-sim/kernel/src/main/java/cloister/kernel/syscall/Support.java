package cloister.kernel.syscall;

/** How much of a system call is there. */
public enum Support {
  FULL,
  /** A sentence says what is not. */
  PARTIAL,
  /** Nothing: it ends with ENOSYS. */
  MISSING
}
