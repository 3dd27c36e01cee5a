package cloister.kernel.abi;

/** The kernel refuses what it was asked for. Each {@link Errno} has one, made once. */
public final class KernelError extends Exception {
  private final Errno errno;

  KernelError(Errno errno) {
    super(null, null, false, false);
    this.errno = errno;
  }

  public Errno errno() {
    return errno;
  }
}
