package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.cred.FileCapabilities;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Permissions;

/** What files are allowed and who owns them: chmod(2), chown(2), access(2), utimensat(2). */
final class AttributeCalls {
  private static final int HERE = Call.AT_WORKING_DIRECTORY;
  private static final int NO_FOLLOW = 0x100;
  private static final int EFFECTIVE = 0x200;
  private static final int EMPTY_PATH = 0x1000;
  private static final int NOW = 0x3fffffff;
  private static final int OMIT = 0x3ffffffe;

  private AttributeCalls() {}

  static void addTo(Rows rows) {
    rows.full(15, "chmod", "so", call -> chmod(call, at(call, HERE, 0, true), 1))
        .full(30, "utime", "sp", AttributeCalls::utime)
        .full(33, "access", "so", call -> access(call, HERE, 0, 0))
        .full(60, "umask", "o", AttributeCalls::umask)
        .full(94, "fchmod", "fo", call -> chmod(call, call.file(0).path(), 1))
        .full(198, "lchown32", "sdd", call -> chown(call, at(call, HERE, 0, false), 1))
        .full(207, "fchown32", "fdd", call -> chown(call, call.file(0).path(), 1))
        .full(212, "chown32", "sdd", call -> chown(call, at(call, HERE, 0, true), 1))
        .full(298, "fchownat", "fsddx", call -> chown(call, byFlags(call, 4), 2))
        .full(306, "fchmodat", "fso", call -> chmod(call, at(call, call.argument(0), 1, true), 2))
        .full(307, "faccessat", "fso", call -> access(call, call.argument(0), 1, 0))
        .full(
            439, "faccessat2", "fsox", call -> access(call, call.argument(0), 1, call.argument(3)))
        .full(320, "utimensat", "fspx", call -> utimens(call, 4))
        .full(412, "utimensat_time64", "fspx", call -> utimens(call, 8));
  }

  private static Path at(Call call, int directory, int path, boolean follow) throws KernelError {
    return call.find(directory, call.path(path), follow).require();
  }

  /** As the flags of an ...at call say. */
  private static Path byFlags(Call call, int flagsArgument) throws KernelError {
    int flags = call.argument(flagsArgument);
    if ((flags & ~(NO_FOLLOW | EMPTY_PATH)) != 0) {
      throw Errno.EINVAL.error();
    }
    if ((flags & EMPTY_PATH) != 0 && call.path(1).isEmpty()) {
      return call.file(0).path();
    }
    return at(call, call.argument(0), 1, (flags & NO_FOLLOW) == 0);
  }

  private static long chmod(Call call, Path path, int modeArgument) throws KernelError {
    PathCalls.requireWritable(path);
    Credentials who = call.task().credentials();
    Inode file = path.inode();
    if (!Permissions.owns(file, who)) {
      throw Errno.EPERM.error();
    }
    file.prepareChange();
    int mode = call.argument(modeArgument);
    boolean foreign =
        !who.isInGroup(file.group()) && !Permissions.has(Capability.FSETID, file, who);
    file.setPermissions(foreign ? mode & ~Mode.SET_GROUP_ID : mode);
    call.tell(path, FileEvent.ATTRIBUTES);
    return 0;
  }

  private static long chown(Call call, Path path, int ownerArgument) throws KernelError {
    PathCalls.requireWritable(path);
    Credentials who = call.task().credentials();
    Inode file = path.inode();
    int user = Ids.user(who, call.argument(ownerArgument));
    int group = Ids.group(who, call.argument(ownerArgument + 1));
    boolean ownUser = user == -1 || user == file.user() && who.fsuid() == file.user();
    boolean ownGroup =
        group == -1
            || who.fsuid() == file.user() && (who.isInGroup(group) || group == file.group());
    if (!(ownUser && ownGroup) && !Permissions.has(Capability.CHOWN, file, who)) {
      throw Errno.EPERM.error();
    }
    file.prepareChange();
    if (!path.isDirectory()) {
      file.removeAttribute(FileCapabilities.ATTRIBUTE);
    }
    file.setOwner(user == -1 ? file.user() : user, group == -1 ? file.group() : group);
    int given = file.mode() & Mode.SET_USER_ID;
    boolean groupGiven = (file.mode() & Mode.GROUP_EXECUTE) != 0;
    given |= groupGiven ? file.mode() & Mode.SET_GROUP_ID : 0;
    if (given != 0 && !path.isDirectory()) {
      file.setPermissions(file.mode() & ~given);
    }
    if (user != -1 || group != -1) {
      call.tell(path, FileEvent.ATTRIBUTES);
    }
    return 0;
  }

  private static long access(Call call, int directory, int path, int flags) throws KernelError {
    int asked = call.argument(path + 1);
    if ((asked & ~7) != 0 || (flags & ~(NO_FOLLOW | EFFECTIVE | EMPTY_PATH)) != 0) {
      throw Errno.EINVAL.error();
    }
    Credentials own = call.task().credentials();
    Credentials who = (flags & EFFECTIVE) != 0 ? own : own.asReal();
    call.task().setCredentials(who);
    try {
      Path file = at(call, directory, path, (flags & NO_FOLLOW) == 0);
      if ((asked & Mode.WRITE) != 0 && !file.inode().isType(Mode.CHARACTER)) {
        PathCalls.requireWritable(file);
      }
      Permissions.require(file.inode(), asked, who);
      return 0;
    } finally {
      call.task().setCredentials(own);
    }
  }

  private static long umask(Call call) {
    int before = call.task().place().umask();
    call.task().place().setUmask(call.argument(0));
    return before;
  }

  private static long utime(Call call) throws KernelError {
    Path path = at(call, HERE, 0, true);
    int times = call.argument(1);
    long now = call.time().realNanos();
    long second = KernelTime.NANOS_PER_SECOND;
    long access = times == 0 ? now : call.memory().read32(times) * second;
    long modified = times == 0 ? now : call.memory().read32(times + 4) * second;
    return setTimes(call, path, access, modified, times == 0);
  }

  /**
   * @param wordBytes 4 or 8, of the seconds and nanoseconds that a program gives
   */
  private static long utimens(Call call, int wordBytes) throws KernelError {
    boolean open = call.argument(1) == 0;
    if ((call.argument(3) & ~(open ? 0 : NO_FOLLOW | EMPTY_PATH)) != 0) {
      throw Errno.EINVAL.error();
    }
    Path path =
        open
            ? call.file(0).path()
            : at(call, call.argument(0), 1, (call.argument(3) & NO_FOLLOW) == 0);
    int times = call.argument(2);
    long access = time(call, times, wordBytes, path.inode().accessed());
    int second = times == 0 ? 0 : times + 2 * wordBytes;
    long modified = time(call, second, wordBytes, path.inode().modified());
    boolean now = times == 0;
    if (!now) {
      now =
          call.memory().read32(times + wordBytes) == NOW
              && call.memory().read32(second + wordBytes) == NOW;
    }
    return setTimes(call, path, access, modified, now);
  }

  private static long time(Call call, int address, int wordBytes, long before) throws KernelError {
    if (address == 0) {
      return call.time().realNanos();
    }
    int nanos = call.memory().read32(address + wordBytes);
    if (nanos == NOW || nanos == OMIT) {
      return nanos == NOW ? call.time().realNanos() : before;
    }
    if (nanos < 0 || nanos >= KernelTime.NANOS_PER_SECOND) {
      throw Errno.EINVAL.error();
    }
    return TimeCalls.seconds(call, address, wordBytes) * KernelTime.NANOS_PER_SECOND + nanos;
  }

  private static long setTimes(Call call, Path path, long access, long modified, boolean now)
      throws KernelError {
    PathCalls.requireWritable(path);
    Credentials who = call.task().credentials();
    if (!Permissions.owns(path.inode(), who)) {
      if (!now) {
        throw Errno.EPERM.error();
      }
      Permissions.require(path.inode(), Mode.WRITE, who);
    }
    path.inode().prepareChange();
    boolean accesses = access != path.inode().accessed();
    boolean modifies = modified != path.inode().modified();
    path.inode().setTimes(access, modified);
    int one = accesses ? FileEvent.ACCESS : FileEvent.MODIFY;
    call.tell(path, accesses == modifies ? FileEvent.ATTRIBUTES : one);
    return 0;
  }
}
