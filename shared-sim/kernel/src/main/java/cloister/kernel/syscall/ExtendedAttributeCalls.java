package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.cred.FileCapabilities;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Permissions;

/** Extended attributes of files: setxattr(2), getxattr(2), listxattr(2), removexattr(2). */
final class ExtendedAttributeCalls {
  private static final int CREATE = 1;
  private static final int REPLACE = 2;
  private static final int LONGEST_NAME = 255;
  private static final int MOST_BYTES = 65536;
  private static final String SECURITY = "security.";
  private static final String TRUSTED = "trusted.";
  private static final String USER = "user.";

  /** Where the file is: at a path, at a path whose last link is not followed, or open. */
  private enum By {
    PATH,
    LINK,
    DESCRIPTOR
  }

  private ExtendedAttributeCalls() {}

  static void addTo(Rows rows) {
    String missing = "Only of tmpfs, a page of them for each file; no lists of rights (system.).";
    rows.partial(226, "setxattr", "sspdx", missing, call -> set(call, By.PATH))
        .partial(227, "lsetxattr", "sspdx", missing, call -> set(call, By.LINK))
        .partial(228, "fsetxattr", "fspdx", missing, call -> set(call, By.DESCRIPTOR))
        .partial(229, "getxattr", "sspd", missing, call -> get(call, By.PATH))
        .partial(230, "lgetxattr", "sspd", missing, call -> get(call, By.LINK))
        .partial(231, "fgetxattr", "fspd", missing, call -> get(call, By.DESCRIPTOR))
        .partial(232, "listxattr", "spd", missing, call -> list(call, By.PATH))
        .partial(233, "llistxattr", "spd", missing, call -> list(call, By.LINK))
        .partial(234, "flistxattr", "fpd", missing, call -> list(call, By.DESCRIPTOR))
        .partial(235, "removexattr", "ss", missing, call -> remove(call, By.PATH))
        .partial(236, "lremovexattr", "ss", missing, call -> remove(call, By.LINK))
        .partial(237, "fremovexattr", "fs", missing, call -> remove(call, By.DESCRIPTOR));
  }

  private static Path path(Call call, By by) throws KernelError {
    return by == By.DESCRIPTOR
        ? call.file(0).path()
        : call.find(Call.AT_WORKING_DIRECTORY, call.path(0), by == By.PATH).require();
  }

  private static String name(Call call) throws KernelError {
    String name = call.memory().readText(call.argument(1), LONGEST_NAME + 1, Errno.ERANGE);
    if (name.isEmpty()) {
      throw Errno.ERANGE.error();
    }
    return name;
  }

  private static Credentials own(Call call) {
    return call.task().credentials();
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  private static long set(Call call, By by) throws KernelError {
    int flags = call.argument(4);
    require((flags & ~(CREATE | REPLACE)) == 0, Errno.EINVAL);
    String name = name(call);
    int size = call.argument(3);
    require(size >= 0 && size <= MOST_BYTES, Errno.E2BIG);
    byte[] value = new byte[size];
    call.memory().read(call.argument(2), value, 0, size);
    Path path = path(call, by);
    PathCalls.requireWritable(path);
    Inode file = path.inode();
    if (name.equals(FileCapabilities.ATTRIBUTE)) {
      value = checked(value, file, own(call));
    }
    requireMayWrite(name, file, own(call));
    if (!name.equals(FileCapabilities.ATTRIBUTE)) {
      requireSecurity(name, call);
    }
    requireKept(name, file);
    boolean there = file.attributes().get(name).isPresent();
    require(!there || (flags & CREATE) == 0, Errno.EEXIST);
    require(there || (flags & REPLACE) == 0, Errno.ENODATA);
    file.prepareChange();
    file.setAttribute(name, value);
    call.tell(path, FileEvent.ATTRIBUTES);
    return 0;
  }

  /**
   * A value of capabilities as it is kept: below the first user namespace it counts there alone.
   */
  private static byte[] checked(byte[] value, Inode file, Credentials who) throws KernelError {
    FileCapabilities given = FileCapabilities.read(value).orElseThrow(Errno.EINVAL::error);
    require(Permissions.has(Capability.SETFCAP, file, who), Errno.EPERM);
    UserNamespace own = who.namespace();
    if (!FileCapabilities.hasRoot(value) && own.isInitial()) {
      return value;
    }
    int root = own.users().toKernel(FileCapabilities.hasRoot(value) ? given.root() : 0);
    require(root != -1, Errno.EINVAL);
    return FileCapabilities.withRoot(value, root);
  }

  private static void requireMayWrite(String name, Inode file, Credentials who) throws KernelError {
    boolean known =
        who.namespace().users().fromKernel(file.user()) != -1
            && who.namespace().groups().fromKernel(file.group()) != -1;
    require(known, Errno.EPERM);
    if (name.startsWith(SECURITY) || name.startsWith("system.")) {
      return;
    }
    if (name.startsWith(TRUSTED)) {
      require(who.canEverywhere(Capability.SYS_ADMIN), Errno.EPERM);
      return;
    }
    if (name.startsWith(USER)) {
      boolean directory = file.isType(Mode.DIRECTORY);
      require(file.isType(Mode.REGULAR) || directory, Errno.EPERM);
      boolean sticky = directory && (file.mode() & Mode.STICKY) != 0;
      require(!sticky || Permissions.owns(file, who), Errno.EPERM);
    }
    Permissions.require(file, Mode.WRITE, who);
  }

  private static void requireSecurity(String name, Call call) throws KernelError {
    require(
        !name.startsWith(SECURITY) || own(call).canEverywhere(Capability.SYS_ADMIN), Errno.EPERM);
  }

  private static void requireKept(String name, Inode file) throws KernelError {
    boolean prefix = name.startsWith(SECURITY) || name.startsWith(TRUSTED) || name.startsWith(USER);
    require(prefix && file.keepsAttributes(), Errno.EOPNOTSUPP);
  }

  private static long get(Call call, By by) throws KernelError {
    String name = name(call);
    Inode file = path(call, by).inode();
    Credentials who = own(call);
    if (name.startsWith(TRUSTED)) {
      require(who.canEverywhere(Capability.SYS_ADMIN), Errno.ENODATA);
    } else if (name.startsWith(USER)) {
      require(file.isType(Mode.REGULAR) || file.isType(Mode.DIRECTORY), Errno.ENODATA);
      Permissions.require(file, Mode.READ, who);
    } else if (!name.startsWith(SECURITY)) {
      Permissions.require(file, Mode.READ, who);
    }
    requireKept(name, file);
    require(!isOfLayers(name, file), Errno.ENODATA);
    byte[] value = file.attributes().get(name).orElseThrow(Errno.ENODATA::error);
    if (name.equals(FileCapabilities.ATTRIBUTE)) {
      value = shown(value, who.namespace());
    }
    return answer(call, 2, value);
  }

  /** As it is seen from a user namespace. EOVERFLOW where it is for another one's superuser. */
  private static byte[] shown(byte[] value, UserNamespace in) throws KernelError {
    int root = FileCapabilities.read(value).orElseThrow(Errno.EINVAL::error).root();
    int mapped = in.users().fromKernel(root);
    if (mapped != -1 && mapped != 0) {
      return FileCapabilities.withRoot(value, mapped);
    }
    UserNamespace at = in;
    while (at.users().fromKernel(root) != 0) {
      require(!at.isInitial(), Errno.EOVERFLOW);
      at = at.parent();
    }
    return FileCapabilities.withoutRoot(value);
  }

  /** The size, and the bytes where there is room. */
  private static long answer(Call call, int buffer, byte[] value) throws KernelError {
    int room = call.argument(buffer + 1);
    if (room != 0) {
      require(room < 0 || room >= value.length, Errno.ERANGE);
      call.memory().write(call.argument(buffer), value, 0, value.length);
    }
    return value.length;
  }

  /** What an overlay keeps for itself in its layers is not seen through it. */
  private static boolean isOfLayers(String name, Inode file) {
    return file.real() != file && name.startsWith("trusted.overlay.");
  }

  private static long list(Call call, By by) throws KernelError {
    Inode file = path(call, by).inode();
    require(file.keepsAttributes(), Errno.EOPNOTSUPP);
    StringBuilder names = new StringBuilder();
    boolean hidden = false;
    for (String name : file.attributes().names()) {
      if (name.startsWith(TRUSTED)) {
        hidden |= !own(call).canEverywhere(Capability.SYS_ADMIN);
      }
      if (!isOfLayers(name, file) && (!name.startsWith(TRUSTED) || !hidden)) {
        names.append(name).append('\0');
      }
    }
    byte[] bytes = new byte[names.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) names.charAt(i);
    }
    return answer(call, 1, bytes);
  }

  private static long remove(Call call, By by) throws KernelError {
    String name = name(call);
    Path path = path(call, by);
    PathCalls.requireWritable(path);
    Inode file = path.inode();
    requireMayWrite(name, file, own(call));
    if (name.equals(FileCapabilities.ATTRIBUTE)) {
      require(Permissions.has(Capability.SETFCAP, file, own(call)), Errno.EPERM);
    } else {
      requireSecurity(name, call);
    }
    requireKept(name, file);
    require(file.attributes().get(name).isPresent(), Errno.ENODATA);
    file.prepareChange();
    file.removeAttribute(name);
    call.tell(path, FileEvent.ATTRIBUTES);
    return 0;
  }
}
