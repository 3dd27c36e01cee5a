package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;

/** Who may do what with a file (path_resolution(7)). */
public final class Permissions {
  private Permissions() {}

  /** EACCES unless all that is asked is allowed: bits READ, WRITE and EXECUTE of {@link Mode}. */
  public static void require(Inode file, int asked, Credentials who) throws KernelError {
    if (!allows(file, asked, who)) {
      throw Errno.EACCES.error();
    }
  }

  public static boolean allows(Inode file, int asked, Credentials who) {
    return allowsItself(file, asked, who) && file.isBacked(asked);
  }

  private static boolean allowsItself(Inode file, int asked, Credentials who) {
    int mode = file.mode();
    int granted = mode & 7;
    if (who.fsuid() == file.user()) {
      granted = mode >> 6 & 7;
    } else if (who.isInGroup(file.group())) {
      granted = mode >> 3 & 7;
    }
    return (asked & ~granted) == 0 || overrides(file, asked, who);
  }

  /** The superuser reads and writes all; what nobody may execute it does not either. */
  private static boolean overrides(Inode file, int asked, Credentials who) {
    boolean looks = file instanceof Directory ? (asked & Mode.WRITE) == 0 : asked == Mode.READ;
    if (looks && has(Capability.DAC_READ_SEARCH, file, who)) {
      return true;
    }
    boolean executable = (file.mode() & Mode.ANY_EXECUTE) != 0;
    return (file instanceof Directory || (asked & Mode.EXECUTE) == 0 || executable)
        && has(Capability.DAC_OVERRIDE, file, who);
  }

  /** Whether a capability counts for a file: its owners must be known where it is held. */
  public static boolean has(int capability, Inode file, Credentials who) {
    return who.can(capability, file.user(), file.group());
  }

  /** Whether it may change what only the owner of a file may. */
  public static boolean owns(Inode file, Credentials who) {
    return who.fsuid() == file.user() || has(Capability.FOWNER, file, who);
  }

  /** Names of a directory may be changed; in a sticky one, only the own (unlink(2)). */
  public static void requireRemoval(Directory from, Inode file, Credentials who)
      throws KernelError {
    require(from, Mode.WRITE | Mode.EXECUTE, who);
    boolean sticky = (from.mode() & Mode.STICKY) != 0;
    boolean own = who.fsuid() == file.user() || who.fsuid() == from.user();
    if (sticky && !own && !has(Capability.FOWNER, file, who)) {
      throw Errno.EPERM.error();
    }
  }
}
