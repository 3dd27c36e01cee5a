package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.MappedFile;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * An open file (open(2)): what dup(2) and fork(2) share, its position above all; Linux's struct
 * file.
 */
public final class FileDescription extends MappedFile {
  private Path path;
  private FileOperations operations;
  private int flags;
  private long position;

  /** Descriptors and areas of memory that have it. */
  private int users;

  /** Who has opened it; null where nobody asks. */
  private Credentials opener;

  /** Where the groups began for the opener. */
  private CgroupNamespace openerGroups;

  /** Who hears of it without having it open. */
  private final List<FileWatch> watches = new ArrayList<>();

  /** How it was named when it was opened, for those who show it. */
  private String name = "";

  /** The directory that it was found in, and its name there; null for what has none. */
  private Directory folder;

  private String entry = "";

  public FileDescription(int id) {
    super(id);
  }

  public FileDescription of(Path file, FileOperations on, int openFlags, String fileName) {
    path = file.use();
    operations = on;
    flags = openFlags & OpenFlags.KEPT;
    name = fileName;
    return this;
  }

  public FileDescription openedBy(Credentials who, CgroupNamespace groups) {
    opener = who;
    openerGroups = groups;
    return this;
  }

  /** Where it is found from now on. */
  public void placeIn(Directory directory, String as) {
    folder = directory;
    entry = as;
  }

  /** Whether it was found there. */
  public boolean isIn(Directory directory, String as) {
    return folder == directory && entry.equals(as);
  }

  /** Tells those who watch its file, or the directory, what happens to it by this open file. */
  public void tell(int event) {
    Inode file = inode();
    Directory above = FileEvent.above(file, folder);
    boolean told = file.isWatched() || above != null && above.isWatched();
    if (!told || is(OpenFlags.PATH)) {
      return;
    }
    String known = file instanceof Directory directory ? directory.name() : entry;
    boolean there = above != null && above.lookup(known).filter(file::isSame).isPresent();
    int whole = FileEvent.of(file, event);
    if (above != null) {
      above.tell(whole, 0, known, !there);
    }
    file.tell(whole, 0, "", !there && above != null);
  }

  /** What the opener could see of control groups; null where that is not kept. */
  public CgroupNamespace openerGroups() {
    return openerGroups;
  }

  /** Whose rights count for what is written, whoever writes; null where that is not kept. */
  public Credentials opener() {
    return opener;
  }

  public void watch(FileWatch watch) {
    watches.add(watch);
  }

  public void unwatch(FileWatch watch) {
    watches.remove(watch);
  }

  public List<FileWatch> watches() {
    return watches;
  }

  public Path path() {
    return path;
  }

  public Inode inode() {
    return path.inode();
  }

  public FileOperations operations() {
    return operations;
  }

  @Override
  public String name() {
    return name;
  }

  public int flags() {
    return flags;
  }

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** Flags that F_SETFL may change. */
  public void setFlags(int changed) {
    flags = flags & ~OpenFlags.CHANGEABLE | changed & OpenFlags.CHANGEABLE;
  }

  public boolean reads() {
    return OpenFlags.reads(flags) && !is(OpenFlags.PATH);
  }

  public boolean writes() {
    return OpenFlags.writes(flags) && !is(OpenFlags.PATH);
  }

  public long position() {
    return position;
  }

  public void setPosition(long value) {
    position = value;
  }

  public int read(UserBuffer to, Caller caller) throws KernelError {
    if (!reads()) {
      throw Errno.EBADF.error();
    }
    return operations.read(this, to, caller);
  }

  public int write(UserBuffer from, Caller caller) throws KernelError {
    if (!writes()) {
      throw Errno.EBADF.error();
    }
    return operations.write(this, from, caller);
  }

  @Override
  public void share() {
    users++;
  }

  @Override
  public void release() {
    if (--users == 0) {
      List.copyOf(watches).forEach(FileWatch::fileClosed);
      inode().releaseLocks(this);
      tell(writes() ? FileEvent.CLOSE_WRITE : FileEvent.CLOSE_NO_WRITE);
      operations.closed(this);
      path.unuse();
    }
  }

  @Override
  public Kind kind() {
    return Kind.FILE_DESCRIPTION;
  }

  @Override
  public void save(ObjectWriter out) {
    path.save(out);
    out.pointer(operations);
    out.number(flags);
    out.number(position);
    out.number(users);
    out.text(name);
    out.pointer(folder);
    out.text(entry);
    out.flag(opener != null);
    if (opener != null) {
      opener.save(out);
      out.pointer(openerGroups);
    }
  }

  @Override
  public void load(ObjectReader in) {
    path = Path.load(in);
    operations = in.pointer();
    flags = in.number();
    position = in.longNumber();
    users = in.number();
    name = in.text();
    folder = in.pointer();
    entry = in.text();
    opener = in.flag() ? Credentials.load(in) : null;
    openerGroups = opener == null ? null : in.pointer();
  }
}
