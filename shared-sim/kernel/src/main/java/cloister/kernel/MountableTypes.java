package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.FileMaker;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.mqueue.QueueDirectory;
import cloister.kernel.ns.IdMap;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.overlay.Overlay;
import cloister.kernel.overlay.OverlayLayers;
import cloister.kernel.overlay.OverlayOptions;
import cloister.kernel.proc.ProcContext;
import cloister.kernel.proc.ProcDirectory;
import cloister.kernel.pts.PtsContext;
import cloister.kernel.pts.PtsDirectory;
import cloister.kernel.pts.PtsOptions;
import cloister.kernel.sysfs.SysDirectory;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.Mounts;

/** tmpfs, procfs and devtmpfs: new ones, and those that there is one of. */
final class MountableTypes implements FileSystemTypes {
  private static final int PROC_MAGIC = 0x9fa0;
  private static final int OVERLAY_MAGIC = 0x794c7630;
  private static final int PTS_MAGIC = 0x1cd1;
  private static final int QUEUE_MAGIC = 0x19800202;
  private static final int SYS_MAGIC = 0x62656572;
  private static final int TMPFS_MAGIC = 0x01021994;

  private final ObjectIds ids;
  private final KernelTime time;
  private final FileMaker maker;
  private final Mounts mounts;
  private final Overlay.Witness overlays;
  private ProcContext proc;
  private Directory devices;
  private GroupFiles groups;
  private PtsContext terminals;

  MountableTypes(
      ObjectIds ids, KernelTime time, FileMaker maker, Mounts mounts, Overlay.Witness overlays) {
    this.ids = ids;
    this.time = time;
    this.maker = maker;
    this.mounts = mounts;
    this.overlays = overlays;
  }

  /** What a procfs tells of, the groups that a cgroup2 shows, and what a devpts makes. */
  void tellOf(ProcContext context, GroupFiles files, PtsContext pseudo) {
    proc = context;
    groups = files;
    terminals = pseudo;
  }

  PtsContext terminals() {
    return terminals;
  }

  GroupFiles groups() {
    return groups;
  }

  @Override
  public String list() {
    return "nodev\tsysfs\n"
        + "nodev\ttmpfs\n"
        + "nodev\tproc\n"
        + "nodev\tcgroup2\n"
        + "nodev\tdevtmpfs\n"
        + "nodev\toverlay\n"
        + "nodev\tpipefs\n"
        + "nodev\tdevpts\n"
        + "nodev\tmqueue\n";
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
        Directory root = processes((PidNamespace) request.processes(), mounts.newDevice());
        root.fileSystem().setReadOnly((request.flags() & Mount.READ_ONLY) != 0);
        yield root;
      }
      case "sysfs" -> {
        require(request, request.network().owner());
        Directory root = system(request.network(), mounts.newDevice());
        root.fileSystem().setReadOnly((request.flags() & Mount.READ_ONLY) != 0);
        yield root;
      }
      case "overlay" -> {
        require(request, request.who().namespace());
        yield overlay(request);
      }
      case "cgroup2" -> {
        require(request, request.groups().owner());
        yield groups.open(request);
      }
      case "devpts" -> {
        require(request, request.who().namespace());
        PtsOptions options = terminalOptions(request.options(), request.who());
        PtsDirectory root = pseudoterminals(mounts.newDevice(), options);
        UserNamespace users = request.who().namespace();
        root.belongsTo(first(users.users()), first(users.groups()));
        root.fileSystem().ownedBy(users);
        root.fileSystem().setReadOnly((request.flags() & Mount.READ_ONLY) != 0);
        yield root;
      }
      case "mqueue" -> {
        require(request, request.objects().owner());
        yield queues(request.objects());
      }
      case "devtmpfs" -> {
        if (!request.who().canEverywhere(Capability.SYS_ADMIN)) {
          throw Errno.EPERM.error();
        }
        yield devices;
      }
      default -> throw Errno.ENODEV.error();
    };
  }

  private static PtsOptions terminalOptions(String text, Credentials who) throws KernelError {
    UserNamespace names = who.namespace();
    return PtsOptions.read(text, names.users()::toKernel, names.groups()::toKernel);
  }

  /** Who is root in a namespace. */
  private static int first(IdMap ids) {
    int root = ids.toKernel(0);
    return root < 0 ? IdMap.OVERFLOW : root;
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
    root.fileSystem().setReadOnly((request.flags() & Mount.READ_ONLY) != 0);
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

  private Directory overlay(Request request) throws KernelError {
    OverlayOptions options = OverlayOptions.read(request.options());
    OverlayLayers layers = OverlayLayers.find(options, request.paths());
    FileSystem system =
        new FileSystem(ids.next(), ids, time).named("overlay", mounts.newDevice(), OVERLAY_MAGIC);
    system.ownedBy(request.who().namespace());
    system.setOptions(options.shown());
    Directory work = layers.work(request.who());
    system.setReadOnly(work == null);
    Overlay overlay = new Overlay(ids.next(), ids, overlays);
    overlay.begin(system, request.who(), work);
    Directory root = overlay.root(layers.upper(), layers.lowers());
    system.beginsWith(root);
    return root;
  }

  /** A procfs of a namespace of process numbers; each mount is another one. */
  Directory processes(PidNamespace about, int device) {
    FileSystem system = new FileSystem(ids.next(), ids, time).named("proc", device, PROC_MAGIC);
    system.about(about).ownedBy(about.owner());
    Directory root = new ProcDirectory(ids.next(), proc).asRoot(system);
    system.beginsWith(root);
    return root;
  }

  /** A sysfs that shows a network; each mount is another one. */
  Directory system(Namespace network, int device) {
    FileSystem system = new FileSystem(ids.next(), ids, time).named("sysfs", device, SYS_MAGIC);
    system.about(network).ownedBy(network.owner());
    Directory root = new SysDirectory(ids.next(), ids).asRoot(system);
    system.beginsWith(root);
    return root;
  }

  /** A devpts that is made now, without terminals. */
  PtsDirectory pseudoterminals(int device, PtsOptions options) {
    FileSystem system = new FileSystem(ids.next(), ids, time).named("devpts", device, PTS_MAGIC);
    PtsDirectory root = new PtsDirectory(ids.next(), terminals).asRoot(system, options);
    system.beginsWith(root);
    return root;
  }

  @Override
  public Directory queues(Namespace objects) {
    IpcNamespace namespace = (IpcNamespace) objects;
    if (namespace.queueRoot() == null) {
      UserNamespace users = namespace.owner();
      FileSystem system =
          new FileSystem(ids.next(), ids, time).named("mqueue", mounts.newDevice(), QUEUE_MAGIC);
      system.ownedBy(users);
      Directory root =
          new QueueDirectory(ids.next(), ids)
              .asRoot(system, namespace, first(users.users()), first(users.groups()));
      system.beginsWith(root);
      system.keep();
      namespace.setQueueRoot(root);
    }
    return namespace.queueRoot();
  }

  /** Makes the one devtmpfs that there is, which stays whether it is mounted or not. */
  Directory makeDevices() {
    devices = tmpfs("devtmpfs", 6, 256, 256, 0755);
    devices.fileSystem().keep();
    return devices;
  }

  @Override
  public void change(FileSystem system, String options, Credentials who) throws KernelError {
    if (system.type().equals("cgroup2")) {
      groups.change(options);
    } else if (system.root() instanceof PtsDirectory root) {
      root.change(terminalOptions(options, who));
    } else if (!options.isEmpty() && system.type().equals("tmpfs")) {
      TmpfsOptions changed = new TmpfsOptions(system.quota(), who, maker.frames().total());
      changed.read(options);
      system.quota().bound(changed.pages(), changed.inodes());
      system.setOptions(changed.shownAfter(system.options()));
    }
  }

  void save(ObjectWriter out) {
    terminals.count().save(out);
    out.pointer(devices);
  }

  void load(ObjectReader in) {
    terminals.count().load(in);
    devices = in.pointer();
  }
}
