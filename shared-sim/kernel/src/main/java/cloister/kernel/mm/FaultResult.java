package cloister.kernel.mm;

/** What came of an access to a page that the processor refused. */
public enum FaultResult {
  /** The page is there now; the access is made again. */
  DONE,
  /** Nothing is mapped there: SIGSEGV with SEGV_MAPERR. */
  NOT_MAPPED,
  /** The area does not allow it: SIGSEGV with SEGV_ACCERR. */
  NOT_ALLOWED,
  /** The file ends before it: SIGBUS. */
  BEHIND_END,
  /** No frame is left. */
  NO_MEMORY
}
