package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;

/**
 * A row of the table of system calls.
 *
 * @param arguments how many it has, and how a trace shows each: {@code d} a number, {@code x} a
 *     hexadecimal one, {@code s} a text, {@code f} a descriptor, {@code p} an address
 * @param note what is missing, for a partial one
 */
public record SystemCall(
    int number, String name, String arguments, Support support, String note, Handler handler) {

  /** What it does. */
  @FunctionalInterface
  public interface Handler {
    /** The result for EAX, or {@link Call#BLOCKED}. */
    long run(Call call) throws KernelError;
  }

  static SystemCall missing(int number, String name) {
    return new SystemCall(
        number,
        name,
        "",
        Support.MISSING,
        "",
        call -> {
          throw Errno.ENOSYS.error();
        });
  }
}
