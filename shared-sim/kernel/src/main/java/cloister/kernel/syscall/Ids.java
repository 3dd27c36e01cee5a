package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;

/** Ids as a program gives them, in its user namespace; -1 stands for no change. */
public final class Ids {
  private Ids() {}

  /** The kernel's id of a user. EINVAL where there is none. */
  public static int user(Credentials who, int id) throws KernelError {
    return id == -1 ? -1 : known(who.namespace().users().toKernel(id));
  }

  public static int group(Credentials who, int id) throws KernelError {
    return id == -1 ? -1 : known(who.namespace().groups().toKernel(id));
  }

  private static int known(int id) throws KernelError {
    if (id == -1) {
      throw Errno.EINVAL.error();
    }
    return id;
  }
}
