package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.Devices;
import cloister.kernel.fs.TmpfsFile;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceSet;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.pts.PtsOptions;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.MountTree;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.Path;
import java.util.List;
import java.util.Optional;

/** Makes the files and mounts that the first program finds. */
final class RootFileSystem {
  private static final int PTS_DEVICE = 21;
  private static final int SYS_DEVICE = 22;

  private final Credentials superuser;
  private final MountableTypes types;
  private final Mounts mounts;
  private final MountTree tree;
  private final NamespaceSet first;

  RootFileSystem(UserNamespace users, MountableTypes types, Mounts mounts, NamespaceSet first) {
    superuser = Credentials.root(users);
    this.types = types;
    this.mounts = mounts;
    this.first = first;
    tree = new MountTree(mounts);
  }

  /**
   * The root with all files of an image, and {@code /dev} and {@code /proc} on it. It is mounted on
   * an empty one that nobody sees, as Linux's is.
   */
  Path make(List<ImageFile> files, int pages) throws KernelError {
    int flags = Mount.RELATIVE_ACCESS_TIME;
    Mount bottom = mounts.make(types.tmpfs("rootfs", 2, 0, 1, 0755), 0, "none");
    tree.begin((MountNamespace) first.get(NamespaceKind.MOUNT), bottom);
    Directory root = types.tmpfs("tmpfs", 1, pages, pages, 0755);
    root.fileSystem().setOptions(",mode=755,inode64");
    Mount mount = mounts.make(root, flags, "rootfs");
    tree.attach(mount, MountPoint.of(bottom.root()));
    for (ImageFile file : files) {
      add(root, file);
    }
    Path top = mount.root();
    mountDevices(top);
    mountProcesses(top);
    mountSystem(top);
    return top;
  }

  private void mountDevices(Path root) throws KernelError {
    Directory place = directory(root.directory(), "dev");
    Directory devices = types.makeDevices();
    devices.fileSystem().setOptions(",size=1024k,nr_inodes=256,mode=755,inode64");
    int flags = Mount.NO_SET_USER_ID | Mount.RELATIVE_ACCESS_TIME;
    Mount mounted = mount(devices, new Path(root.mount(), place), flags, "devtmpfs");
    device(devices, "null", 0666, 1, 3);
    device(devices, "zero", 0666, 1, 5);
    device(devices, "full", 0666, 1, 7);
    device(devices, "random", 0666, 1, 8);
    device(devices, "urandom", 0666, 1, 9);
    device(devices, "tty", 0666, 5, 0);
    device(devices, "console", 0600, 5, 1);
    device(devices, "ptmx", 0666, 5, 2);
    PtsOptions options = PtsOptions.read("gid=5,mode=620", id -> id, id -> id);
    Directory names = types.pseudoterminals(PTS_DEVICE, options);
    Path point = new Path(mounted, directory(devices, "pts"));
    mount(names, point, flags | Mount.NO_EXECUTE, "devpts");
    for (String[] link :
        new String[][] {
          {"fd", "/proc/self/fd"},
          {"stdin", "/proc/self/fd/0"},
          {"stdout", "/proc/self/fd/1"},
          {"stderr", "/proc/self/fd/2"}
        }) {
      devices.add(link[0], devices.makeLink(link[1], superuser));
    }
  }

  private Mount mount(Directory what, Path place, int flags, String source) throws KernelError {
    Mount made = mounts.make(what, flags, source);
    tree.attach(made, MountPoint.of(place));
    return made;
  }

  private void mountProcesses(Path root) throws KernelError {
    Path point = new Path(root.mount(), directory(root.directory(), "proc"));
    Directory top = types.processes((PidNamespace) first.get(NamespaceKind.PID), 20);
    int flags = Mount.NO_SET_USER_ID | Mount.NO_DEVICES | Mount.NO_EXECUTE;
    mount(top, point, flags | Mount.RELATIVE_ACCESS_TIME, "proc");
  }

  /** The files of the system, and the groups in them. */
  private void mountSystem(Path root) throws KernelError {
    int flags = Mount.NO_SET_USER_ID | Mount.NO_DEVICES | Mount.NO_EXECUTE;
    Path place = new Path(root.mount(), directory(root.directory(), "sys"));
    Directory top = types.system(first.get(NamespaceKind.NETWORK), SYS_DEVICE);
    Mount system = mount(top, place, flags | Mount.RELATIVE_ACCESS_TIME, "sysfs");
    Path point = new Path(system, directory(top, "fs/cgroup"));
    mount(types.groups().root(), point, flags | Mount.RELATIVE_ACCESS_TIME, "cgroup2");
  }

  private void device(Directory in, String name, int permissions, int major, int minor)
      throws KernelError {
    int number = Devices.number(major, minor);
    in.add(name, in.make(Mode.CHARACTER | permissions, superuser, number));
  }

  private void add(Directory root, ImageFile file) throws KernelError {
    int slash = file.path().lastIndexOf('/');
    Directory parent = slash < 0 ? root : directory(root, file.path().substring(0, slash));
    String name = file.path().substring(slash + 1);
    if (file.isHardLink()) {
      addLink(root, parent, name, file.target());
      return;
    }
    Optional<Inode> there = parent.lookup(name);
    boolean isDirectory = (file.mode() & Mode.TYPE) == Mode.DIRECTORY;
    if (name.isEmpty() || there.isPresent() && isDirectory) {
      Inode old = name.isEmpty() ? parent : there.get();
      old.setPermissions(file.mode());
      old.setOwner(file.user(), file.group());
      return;
    }
    if (there.isPresent()) {
      parent.remove(name);
    }
    Inode made =
        (file.mode() & Mode.TYPE) == Mode.SYMLINK
            ? parent.makeLink(file.target(), superuser)
            : parent.make(file.mode(), superuser, file.device());
    if (made instanceof TmpfsFile regular) {
      regular.fill(file.content());
    }
    made.setOwner(file.user(), file.group());
    parent.add(name, made);
  }

  private void addLink(Directory root, Directory parent, String name, String target)
      throws KernelError {
    int slash = target.lastIndexOf('/');
    Directory from = slash < 0 ? root : directory(root, target.substring(0, slash));
    Inode file = from.lookup(target.substring(slash + 1)).orElseThrow(Errno.ENOENT::error);
    if (parent.lookup(name).isEmpty()) {
      parent.add(name, file);
    }
  }

  /** The directory of a path, made where it is not there. */
  private Directory directory(Directory root, String path) throws KernelError {
    Directory at = root;
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String name = path.substring(from, end);
      if (at.lookup(name).isEmpty()) {
        at.add(name, at.make(Mode.DIRECTORY | 0755, superuser, 0));
      }
      if (!(at.lookup(name).orElseThrow() instanceof Directory next)) {
        throw Errno.ENOTDIR.error();
      }
      at = next;
      from = end + 1;
    }
    return at;
  }
}
