package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.NamedRoot;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Propagation;

/** The mounts that a process can reach (proc(5), {@code mounts} and {@code mountinfo}). */
final class ProcMounts {
  private static final int[] FLAGS = {
    Mount.NO_SET_USER_ID,
    Mount.NO_DEVICES,
    Mount.NO_EXECUTE,
    Mount.NO_ACCESS_TIME,
    Mount.NO_DIRECTORY_ACCESS_TIME,
    Mount.RELATIVE_ACCESS_TIME
  };
  private static final String[] NAMES = {
    ",nosuid", ",nodev", ",noexec", ",noatime", ",nodiratime", ",relatime"
  };

  private final Mounts mounts;
  private final Task task;
  private final Caller reader;

  ProcMounts(Mounts mounts, Task task, Caller reader) throws KernelError {
    this.reader = reader;
    this.mounts = mounts;
    this.task = task;
    if (task.namespaces() == null) {
      throw Errno.EINVAL.error();
    }
  }

  String mounts() {
    StringBuilder text = new StringBuilder();
    Path root = task.place().root();
    for (Mount mount : task.mounts().list()) {
      if (mounts.isReachable(mount.root(), root)) {
        FileSystem system = mount.root().inode().fileSystem();
        text.append(escaped(mount.source())).append(' ');
        text.append(escaped(mounts.name(mount.root(), root))).append(' ');
        text.append(system.type()).append(' ').append(mount.isReadOnly() ? "ro" : "rw");
        text.append(flags(mount)).append(system.options()).append(" 0 0\n");
      }
    }
    return text.toString();
  }

  String mountInfo() {
    StringBuilder text = new StringBuilder();
    Path root = task.place().root();
    for (Mount mount : task.mounts().list()) {
      if (mounts.isReachable(mount.root(), root)) {
        text.append(line(mount, root));
      }
    }
    return text.toString();
  }

  private String line(Mount mount, Path root) {
    FileSystem system = mount.root().inode().fileSystem();
    StringBuilder text = new StringBuilder();
    text.append(mount.number()).append(' ');
    text.append(mount.isTop() ? mount.number() : mount.parent().number()).append(" 0:");
    text.append(system.device()).append(' ').append(rootName(mount)).append(' ');
    text.append(escaped(mounts.name(mount.root(), root))).append(' ');
    text.append(mount.is(Mount.READ_ONLY) ? "ro" : "rw").append(flags(mount));
    text.append(mount.peerGroup() != 0 ? " shared:" + mount.peerGroup() : "");
    if (mount.master() != 0) {
      text.append(" master:").append(mount.master());
      int seen = seenGroupAbove(mount, root);
      text.append(seen != 0 && seen != mount.master() ? " propagate_from:" + seen : "");
    }
    text.append(mount.isUnbindable() ? " unbindable" : "").append(" - ");
    text.append(system.type()).append(' ').append(escaped(mount.source())).append(' ');
    text.append(system.isReadOnly() ? "ro" : "rw").append(system.options());
    return text.append('\n').toString();
  }

  /** The nearest group that it gets mounts from and that the process sees one of; 0 for none. */
  private int seenGroupAbove(Mount mount, Path root) {
    int group = mount.master();
    while (group != 0 && !sees(group, root)) {
      group = new Propagation(mounts).masterOf(group);
    }
    return group;
  }

  private boolean sees(int group, Path root) {
    return task.mounts().list().stream()
        .anyMatch(one -> one.peerGroup() == group && mounts.isReachable(one.root(), root));
  }

  private String rootName(Mount mount) {
    return mount.root().inode() instanceof NamedRoot named
        ? named.rootName(reader)
        : escaped(mount.rootName());
  }

  private static String flags(Mount mount) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FLAGS.length; i++) {
      text.append(mount.is(FLAGS[i]) ? NAMES[i] : "");
    }
    return text.toString();
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (" \t\n\\#".indexOf(c) >= 0) {
        text.append('\\').append(c / 64).append(c / 8 % 8).append(c % 8);
      } else {
        text.append(c);
      }
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
