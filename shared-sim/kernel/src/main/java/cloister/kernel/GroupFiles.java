package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroupfs.CgroupContext;
import cloister.kernel.cgroupfs.CgroupDirectory;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;

/** The file system cgroup2, which there is one of, wherever it is mounted. */
final class GroupFiles {
  private static final int MAGIC = 0x63677270;
  private static final int DEVICE = 25;
  private static final String DELEGATES = "nsdelegate";

  private final CgroupContext context;
  private CgroupDirectory root;

  GroupFiles(CgroupContext context) {
    this.context = context;
  }

  CgroupContext context() {
    return context;
  }

  /** After the first group was made. */
  void begin() {
    FileSystem system = new FileSystem(context.ids().next(), context.ids(), context.time());
    system.named("cgroup2", DEVICE, MAGIC).setOptions("," + DELEGATES);
    root = new CgroupDirectory(context.ids().next(), context).asRoot(system);
    system.beginsWith(root);
  }

  Directory root() {
    return root;
  }

  /** What the caller's namespace shows; options count for all, and from the first one alone. */
  Directory open(FileSystemTypes.Request request) throws KernelError {
    boolean delegates = delegates(request.options());
    if (request.groups().isInitial()) {
      set(delegates);
    }
    Cgroup shown = request.groups().root();
    if (shown.isRemoved()) {
      throw Errno.ENOENT.error();
    }
    return root.of(shown);
  }

  void change(String options) throws KernelError {
    set(delegates(options));
  }

  private void set(boolean delegates) {
    context.hierarchy().setDelegates(delegates);
    root.fileSystem().setOptions(delegates ? "," + DELEGATES : "");
  }

  private static boolean delegates(String options) throws KernelError {
    if (!options.isEmpty() && !options.equals(DELEGATES)) {
      throw Errno.EINVAL.error();
    }
    return options.equals(DELEGATES);
  }

  void save(ObjectWriter out) {
    context.hierarchy().save(out);
    out.pointer(root);
  }

  void load(ObjectReader in) {
    context.hierarchy().load(in);
    root = in.pointer();
  }
}
