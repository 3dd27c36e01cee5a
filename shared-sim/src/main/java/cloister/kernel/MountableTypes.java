package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.FileMaker;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.proc.ProcContext;
import cloister.kernel.proc.ProcDirectory;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.Mounts;

/** tmpfs, procfs and devtmpfs: new ones, and those that there is one of. */
final class MountableTypes implements FileSystemTypes {
  private static final int PROC_MAGIC = 0x9fa0;
  private static final int TMPFS_MAGIC = 0x01021994;

  private final ObjectIds ids;
  private final KernelTime time;
  private final FileMaker maker;
  private final Mounts mounts;
  private ProcContext proc;
  private GroupFiles groups;

  MountableTypes(ObjectIds ids, KernelTime time, FileMaker maker, Mounts mounts) {
    this.ids = ids;
    this.time = time;
    this.maker = maker;
    this.mounts = mounts;
  }

  /** What a procfs tells of. */
  void tellOf(ProcContext context) {
    proc = context;
  }

  void showGroups(GroupFiles files) {
    groups = files;
  }

  GroupFiles groups() {
    return groups;
  }

  @Override
  public String list() {
    return "nodev\ttmpfs\nnodev\tproc\nnodev\tcgroup2\nnodev\tdevtmpfs\nnodev\tpipefs\n";
  }

  @Override
  public Directory open(String type, Request request) throws KernelError {
    return switch (type) {
      case "tmpfs", "ramfs" -> {
        require(request, request.who().namespace());
        TmpfsOptions options = new TmpfsOptions(request.who(), maker.frames().total());
        yield tmpfs(type, mounts.newDevice(), options.read(request.options()), request);
      }
      case "proc" -> {
        require(request, request.processes().owner());
        yield processes((PidNamespace) request.processes(), request);
      }
      case "cgroup2" -> {
        require(request, request.groups().owner());
        yield groups.open(request);
      }
      case "devtmpfs" -> {
        if (!request.who().canEverywhere(Capability.SYS_ADMIN)) {
          throw Errno.EPERM.error();
        }
        yield devices();
      }
      default -> throw Errno.ENODEV.error();
    };
  }

  private static void require(Request request, UserNamespace owner) throws KernelError {
    if (!request.who().can(Capability.SYS_ADMIN, owner)) {
      throw Errno.EPERM.error();
    }
  }

  private Directory tmpfs(String type, int device, TmpfsOptions options, Request request) {
    Directory root = tmpfs(type, device, options.pages(), options.inodes(), options.mode());
    root.setOwner(options.user(), options.group());
    root.fileSystem().setOptions(type.equals("tmpfs") ? options.shown() : "");
    root.fileSystem().ownedBy(request.who().namespace());
    return root;
  }

  /** A tmpfs that is made now, of so many pages and inodes. */
  Directory tmpfs(String type, int device, int pages, int inodes, int mode) {
    PageQuota quota = new PageQuota(ids.next()).of(pages, inodes);
    FileSystem system =
        new FileSystem(ids.next(), ids, time).named(type, device, TMPFS_MAGIC).bounded(quota);
    Directory root = maker.directory(system, mode, 0, 0).asRoot();
    system.beginsWith(root);
    return root;
  }

  /** A procfs of a namespace of process numbers; each mount is another one. */
  private Directory processes(PidNamespace about, Request request) throws KernelError {
    if (!request.who().namespace().isInitial() && !seesProcesses(request.mounts())) {
      throw Errno.EPERM.error();
    }
    return processes(about, mounts.newDevice());
  }

  Directory processes(PidNamespace about, int device) {
    FileSystem system = new FileSystem(ids.next(), ids, time).named("proc", device, PROC_MAGIC);
    system.about(about).ownedBy(about.owner());
    Directory root = new ProcDirectory(ids.next(), proc).asRoot(system);
    system.beginsWith(root);
    return root;
  }

  /** Nobody gets to see more than before by a mount of its own (mount_too_revealing). */
  private static boolean seesProcesses(MountNamespace in) {
    return in.list().stream()
        .map(mount -> mount.root().inode())
        .anyMatch(root -> root == root.fileSystem().root() && isProc(root.fileSystem()));
  }

  private static boolean isProc(FileSystem system) {
    return system.type().equals("proc");
  }

  /** There is one, as long as it is mounted anywhere. */
  private Directory devices() throws KernelError {
    for (MountNamespace namespace : mounts.namespaces()) {
      for (Mount mount : namespace.list()) {
        FileSystem system = mount.root().inode().fileSystem();
        if (system.type().equals("devtmpfs")) {
          return system.root();
        }
      }
    }
    throw Errno.ENODEV.error();
  }

  @Override
  public void change(FileSystem system, String options, Credentials who) throws KernelError {
    if (system.type().equals("cgroup2")) {
      groups.change(options);
    } else if (!options.isEmpty() && system.type().equals("tmpfs")) {
      TmpfsOptions changed = new TmpfsOptions(system.quota(), who, maker.frames().total());
      changed.read(options);
      system.quota().bound(changed.pages(), changed.inodes());
      system.setOptions(changed.shownAfter(system.options()));
    }
  }
}
