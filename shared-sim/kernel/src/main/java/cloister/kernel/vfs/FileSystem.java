package cloister.kernel.vfs;

import cloister.kernel.mm.PageQuota;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.KernelTime;
import java.util.List;

/** What inodes of one file system share; Linux's super_block. */
public final class FileSystem extends KernelObject {
  private final ObjectIds ids;
  private final KernelTime time;
  private String type = "";
  private int device;
  private int magic;
  private int lastInode;

  private boolean readOnly;
  private Directory root;
  private int mounts;

  /** What mount(8) shows of it, each option with a comma in front. */
  private String options = "";

  /** Whose capabilities count for it; null for the machine's own. */
  private UserNamespace owner;

  /** What it tells of, when that is one namespace (procfs); null otherwise. */
  private Namespace subject;

  /** What bounds its files; null without a bound. */
  private PageQuota quota;

  /** Who watches files of it, by their ids. */
  private List<InodeWatch> watches = List.of();

  public FileSystem(int id, ObjectIds ids, KernelTime time) {
    super(id);
    this.ids = ids;
    this.time = time;
  }

  /**
   * @param fileSystemType as {@code /proc/filesystems} names it
   * @param deviceNumber of its files, as stat(2) tells it
   * @param magicNumber as statfs(2) tells it
   */
  public FileSystem named(String fileSystemType, int deviceNumber, int magicNumber) {
    type = fileSystemType;
    device = deviceNumber;
    magic = magicNumber;
    return this;
  }

  public String type() {
    return type;
  }

  public int device() {
    return device;
  }

  public int magic() {
    return magic;
  }

  public ObjectIds ids() {
    return ids;
  }

  public long now() {
    return time.realNanos();
  }

  public FileSystem bounded(PageQuota pages) {
    quota = pages;
    return this;
  }

  public PageQuota quota() {
    return quota;
  }

  public boolean isReadOnly() {
    return readOnly;
  }

  public void setReadOnly(boolean value) {
    readOnly = value;
  }

  public String options() {
    return options;
  }

  public void setOptions(String shown) {
    options = shown;
  }

  public FileSystem ownedBy(UserNamespace namespace) {
    owner = namespace;
    return this;
  }

  public UserNamespace owner() {
    return owner;
  }

  public FileSystem about(Namespace namespace) {
    subject = namespace;
    return this;
  }

  public Namespace subject() {
    return subject;
  }

  /**
   * Whether it tells of the system, so that whoever sees only part of it shall not mount it whole
   * (SB_I_USERNS_VISIBLE).
   */
  public boolean isRevealing() {
    return subject != null;
  }

  /** The directory that it begins with; its files go with its last mount. */
  public void beginsWith(Directory directory) {
    root = directory;
  }

  public Directory root() {
    return root;
  }

  /** The kernel has it, or it is a layer of another: as if it were mounted somewhere. */
  public void keep() {
    mounted();
  }

  /** As if that were unmounted. */
  public void letGo() {
    unmounted();
  }

  /** Somebody watches a file of it. */
  public void watch(InodeWatch watch) {
    watches = InodeWatches.with(watches, watch);
  }

  public void unwatch(InodeWatch watch) {
    watches = InodeWatches.without(watches, watch);
  }

  void mounted() {
    mounts++;
  }

  void unmounted() {
    if (mounts == 0) {
      throw new IllegalStateException(type + " is not mounted");
    }
    if (--mounts == 0 && root != null) {
      for (InodeWatch watch : InodeWatches.newestFirst(watches)) {
        watch.happened(FileEvent.of(watch.file(), FileEvent.UNMOUNT), 0, "", false);
        if (InodeWatches.newestFirst(watches).contains(watch)) {
          watch.ended(); // unless once was enough
        }
      }
      root.discard();
    }
  }

  int nextInode() {
    return ++lastInode;
  }

  @Override
  public Kind kind() {
    return Kind.FILE_SYSTEM;
  }

  @Override
  public void save(ObjectWriter out) {
    out.text(type);
    out.number(device);
    out.number(magic);
    out.number(lastInode);
    out.pointer(quota);
    out.flag(readOnly);
    out.pointer(root);
    out.number(mounts);
    out.text(options);
    out.pointer(owner);
    out.pointer(subject);
  }

  @Override
  public void load(ObjectReader in) {
    type = in.text();
    device = in.number();
    magic = in.number();
    lastInode = in.number();
    quota = in.pointer();
    readOnly = in.flag();
    root = in.pointer();
    mounts = in.number();
    options = in.text();
    owner = in.pointer();
    subject = in.pointer();
  }
}
