package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.anon.Inotify;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Permissions;

/** Being told of what happens to files: inotify_init(2), inotify_add_watch(2). */
final class InotifyCalls {
  private static final int ONLY_DIRECTORY = 0x0100_0000;
  private static final int DONT_FOLLOW = 0x0200_0000;
  private static final int MASK_CREATE = 0x1000_0000;
  private static final int MASK_ADD = 0x2000_0000;

  /** Events, and all that can be said beside them. */
  private static final int KNOWN = FileEvent.ALL | 0xe000 | 0xf700_0000;

  private InotifyCalls() {}

  static void addTo(Rows rows) {
    rows.full(291, "inotify_init", "", call -> begin(call, 0))
        .full(292, "inotify_add_watch", "fsx", InotifyCalls::add)
        .full(293, "inotify_rm_watch", "fd", InotifyCalls::remove)
        .full(332, "inotify_init1", "x", call -> begin(call, call.argument(0)));
  }

  private static long begin(Call call, int flags) throws KernelError {
    if ((flags & ~(OpenFlags.CLOSE_ON_EXEC | OpenFlags.NONBLOCK)) != 0) {
      throw Errno.EINVAL.error();
    }
    var parts = call.parts();
    var use = parts.anonymous().inotify();
    int user = call.task().credentials().uid();
    var account = call.task().group().memory();
    Inotify inotify =
        new Inotify(parts.ids().next(), parts.ids(), parts.frames(), use).begin(user, account);
    int kept = flags & OpenFlags.NONBLOCK;
    FileDescription file =
        new FileDescription(parts.ids().next())
            .of(new Path(null, parts.anonymous()), inotify, kept, "anon_inode:inotify");
    file.share();
    try {
      boolean closes = (flags & OpenFlags.CLOSE_ON_EXEC) != 0;
      return call.task().files().add(file, 0, call.descriptorLimit(), closes);
    } finally {
      file.release();
    }
  }

  private static Inotify inotify(Call call) throws KernelError {
    if (!(AnonymousCalls.opened(call).operations() instanceof Inotify inotify)) {
      throw Errno.EINVAL.error();
    }
    return inotify;
  }

  private static long add(Call call) throws KernelError {
    int mask = call.argument(2);
    if ((mask & ~KNOWN) != 0 || mask == 0) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = AnonymousCalls.opened(call);
    if ((mask & MASK_ADD) != 0 && (mask & MASK_CREATE) != 0) {
      throw Errno.EINVAL.error();
    }
    if (!(file.operations() instanceof Inotify inotify)) {
      throw Errno.EINVAL.error();
    }
    boolean follows = (mask & DONT_FOLLOW) == 0;
    Path path = call.find(Call.AT_WORKING_DIRECTORY, call.path(1), follows).require();
    if ((mask & ONLY_DIRECTORY) != 0 && !path.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    Permissions.require(path.inode(), Mode.READ, call.task().credentials());
    return inotify.add(path.inode(), mask);
  }

  private static long remove(Call call) throws KernelError {
    inotify(call).remove(call.argument(1));
    return 0;
  }
}
