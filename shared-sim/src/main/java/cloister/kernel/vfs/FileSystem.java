package cloister.kernel.vfs;

import cloister.kernel.mm.PageQuota;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.KernelTime;

/** What inodes of one file system share; Linux's super_block. */
public final class FileSystem extends KernelObject {
  private final ObjectIds ids;
  private final KernelTime time;
  private String type = "";
  private int device;
  private int magic;
  private int lastInode;

  /** What bounds its files; null without a bound. */
  private PageQuota quota;

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
  }

  @Override
  public void load(ObjectReader in) {
    type = in.text();
    device = in.number();
    magic = in.number();
    lastInode = in.number();
    quota = in.pointer();
  }
}
