package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.Devices;
import cloister.kernel.fs.FileMaker;
import cloister.kernel.fs.TmpfsFile;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.proc.ProcContext;
import cloister.kernel.proc.ProcDirectory;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.Path;
import java.util.List;
import java.util.Optional;

/** Makes the files and mounts that the first program finds. */
final class RootFileSystem {
  private static final int PROC_MAGIC = 0x9fa0;
  private static final int TMPFS_MAGIC = 0x01021994;

  private final ObjectIds ids;
  private final KernelTime time;
  private final FileMaker maker;
  private final Mounts mounts;
  private final ProcContext proc;

  RootFileSystem(ObjectIds ids, KernelTime time, FileMaker maker, Mounts mounts, ProcContext proc) {
    this.ids = ids;
    this.time = time;
    this.maker = maker;
    this.mounts = mounts;
    this.proc = proc;
  }

  /** The root with all files of an image, and {@code /dev} on it. */
  Path make(List<ImageFile> files) throws KernelError {
    Directory root = tmpfs("tmpfs", 1, maker.frames().total() / 2);
    Mount mount = new Mount(ids.next()).of(root, null, 0, "rootfs");
    mounts.add(mount);
    for (ImageFile file : files) {
      add(root, file);
    }
    Path top = mount.root();
    mountDevices(top);
    mountProcesses(top);
    return top;
  }

  private Directory tmpfs(String type, int device, int pages) {
    PageQuota quota = new PageQuota(ids.next()).of(pages, pages);
    FileSystem system =
        new FileSystem(ids.next(), ids, time).named(type, device, TMPFS_MAGIC).bounded(quota);
    return maker.directory(system, 0755, 0, 0).asRoot();
  }

  private void mountDevices(Path root) throws KernelError {
    Directory place = directory(root.directory(), "dev");
    Directory devices = tmpfs("devtmpfs", 6, 256);
    Path point = new Path(root.mount(), place);
    mounts.add(new Mount(ids.next()).of(devices, point, Mount.NO_SET_USER_ID, "devtmpfs"));
    device(devices, "null", 0666, 1, 3);
    device(devices, "zero", 0666, 1, 5);
    device(devices, "full", 0666, 1, 7);
    device(devices, "random", 0666, 1, 8);
    device(devices, "urandom", 0666, 1, 9);
    device(devices, "tty", 0666, 5, 0);
    device(devices, "console", 0600, 5, 1);
    for (String[] link :
        new String[][] {
          {"fd", "/proc/self/fd"},
          {"stdin", "/proc/self/fd/0"},
          {"stdout", "/proc/self/fd/1"},
          {"stderr", "/proc/self/fd/2"}
        }) {
      devices.add(link[0], devices.makeLink(link[1], Credentials.ROOT));
    }
  }

  private void mountProcesses(Path root) throws KernelError {
    Path point = new Path(root.mount(), directory(root.directory(), "proc"));
    FileSystem system = new FileSystem(ids.next(), ids, time).named("proc", 20, PROC_MAGIC);
    ProcDirectory top = new ProcDirectory(ids.next(), proc).asRoot(system);
    int flags = Mount.NO_SET_USER_ID | Mount.NO_DEVICES | Mount.NO_EXECUTE;
    mounts.add(new Mount(ids.next()).of(top, point, flags, "proc"));
  }

  private void device(Directory in, String name, int permissions, int major, int minor)
      throws KernelError {
    int number = Devices.number(major, minor);
    in.add(name, in.make(Mode.CHARACTER | permissions, Credentials.ROOT, number));
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
            ? parent.makeLink(file.target(), Credentials.ROOT)
            : parent.make(file.mode(), Credentials.ROOT, file.device());
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
        at.add(name, at.make(Mode.DIRECTORY | 0755, Credentials.ROOT, 0));
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
