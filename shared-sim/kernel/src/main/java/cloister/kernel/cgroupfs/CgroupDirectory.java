package cloister.kernel.cgroupfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.trace.CgroupMade;
import cloister.kernel.trace.CgroupRemoved;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.NamedRoot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A group as a directory: its files, and the groups below it. */
public final class CgroupDirectory extends Directory implements NamedRoot {
  /** Positions of groups begin here, behind the files. */
  private static final long FIRST_GROUP = 100;

  private final CgroupContext context;
  private final TreeMap<String, CgroupFile> files = new TreeMap<>();
  private final TreeMap<Long, CgroupDirectory> groups = new TreeMap<>();
  private long nextPosition = FIRST_GROUP;
  private Cgroup group;

  /** Who made it, to whom its files belong. */
  private int maker;

  private int makerGroup;

  public CgroupDirectory(int id, CgroupContext context) {
    super(id);
    this.context = context;
  }

  private CgroupDirectory begin(FileSystem in, int mode, Cgroup of, int user, int userGroup) {
    create(in, Mode.DIRECTORY | mode & Mode.PERMISSIONS, user, userGroup);
    addLinks(1);
    group = of;
    maker = user;
    makerGroup = userGroup;
    return this;
  }

  /** The way from the first group that the reader knows of (cgroup_namespaces(7)). */
  @Override
  public String rootName(Caller reader) {
    return group.pathFrom(reader.cgroups().root());
  }

  /** That of the first group. */
  public CgroupDirectory asRoot(FileSystem in) {
    begin(in, 0555, context.hierarchy().root(), 0, 0);
    placeIn(this, "");
    addLinks(1);
    return this;
  }

  public Cgroup cgroup() {
    return group;
  }

  /** That of a group at or below this one. */
  public CgroupDirectory of(Cgroup wanted) {
    if (wanted == group) {
      return this;
    }
    CgroupDirectory above = of(wanted.parent());
    return above.groups.values().stream()
        .filter(one -> one.group == wanted)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    Cgroup child = group.child(entry);
    if (child != null) {
      return Optional.of(of(child));
    }
    for (CgroupEntry one : CgroupEntry.values()) {
      if (one.name.equals(entry)) {
        return one.isIn(group) ? Optional.of(file(one)) : gone(entry);
      }
    }
    return Optional.empty();
  }

  CgroupFile file(CgroupEntry entry) {
    CgroupFile there = files.get(entry.name);
    if (there == null) {
      there = new CgroupFile(context.ids().next(), context);
      there.begin(this, entry, maker, makerGroup);
      files.put(entry.name, there);
    }
    return there;
  }

  private Optional<Inode> gone(String entry) {
    CgroupFile old = files.remove(entry);
    if (old != null) {
      old.addLinks(-1);
    }
    return Optional.empty();
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    CgroupEntry[] all = CgroupEntry.values();
    for (long i = Math.max(0, position - 2); i < all.length; i++) {
      CgroupEntry one = all[(int) i];
      if (one.isIn(group)) {
        return Optional.of(new DirectoryEntry(i + 2, one.name, file(one)));
      }
    }
    return Optional.ofNullable(groups.ceilingEntry(position))
        .map(
            found -> new DirectoryEntry(found.getKey(), found.getValue().name(), found.getValue()));
  }

  /** Its files are no hindrance to rmdir(2). */
  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public Inode make(int mode, Credentials owner, int device) throws KernelError {
    switch (mode & Mode.TYPE) {
      case Mode.DIRECTORY -> {}
      case Mode.REGULAR -> throw Errno.EACCES.error();
      default -> throw Errno.EPERM.error();
    }
    Cgroup made = context.hierarchy().make(group);
    return new CgroupDirectory(context.ids().next(), context)
        .begin(fileSystem(), mode, made, owner.fsuid(), owner.fsgid());
  }

  @Override
  public void add(String entry, Inode file) throws KernelError {
    if (isRemoved()) {
      throw Errno.ENOENT.error();
    }
    if (entry.indexOf('\n') >= 0) {
      throw Errno.EINVAL.error();
    }
    if (!(file instanceof CgroupDirectory child) || child.links() != 1) {
      throw Errno.EPERM.error();
    }
    child.group.attach(entry);
    groups.put(nextPosition++, child);
    child.placeIn(this, entry);
    child.addLinks(1);
    addLinks(1);
    touchContent();
    if (context.events().listening()) {
      context.events().accept(new CgroupMade(context.currentTask(), child.group.path()));
    }
  }

  @Override
  public void requireRenames() throws KernelError {
    throw Errno.EPERM.error();
  }

  @Override
  public void remove(String entry) throws KernelError {
    Cgroup child = group.child(entry);
    if (child == null) {
      throw Errno.EPERM.error();
    }
    String path = child.path();
    CgroupDirectory directory = of(child);
    context.hierarchy().remove(child);
    groups.values().remove(directory);
    for (CgroupFile file : List.copyOf(directory.files.values())) {
      file.addLinks(-1);
    }
    directory.files.clear();
    directory.addLinks(-1);
    addLinks(-1);
    touchContent();
    if (context.events().listening()) {
      context.events().accept(new CgroupRemoved(context.currentTask(), path));
    }
  }

  @Override
  public Kind kind() {
    return Kind.CGROUP_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(group);
    out.numbers(new int[] {maker, makerGroup, files.size(), groups.size()});
    out.number(nextPosition);
    for (Map.Entry<String, CgroupFile> file : files.entrySet()) {
      out.text(file.getKey());
      out.pointer(file.getValue());
    }
    for (Map.Entry<Long, CgroupDirectory> one : groups.entrySet()) {
      out.number(one.getKey());
      out.pointer(one.getValue());
    }
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    group = in.pointer();
    int[] words = in.numbers();
    maker = words[0];
    makerGroup = words[1];
    nextPosition = in.longNumber();
    for (int i = 0; i < words[2]; i++) {
      files.put(in.text(), in.pointer());
    }
    for (int i = 0; i < words[3]; i++) {
      groups.put(in.longNumber(), in.pointer());
    }
  }
}
