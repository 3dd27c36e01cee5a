package cloister.kernel.sysfs;

import cloister.kernel.abi.Mode;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import java.util.List;
import java.util.Optional;

/** {@code /sys} and the directories in it. */
public final class SysDirectory extends Directory {
  private final ObjectIds ids;

  /** From the root, without a slash in front. */
  private String path = "";

  public SysDirectory(int id, ObjectIds ids) {
    super(id);
    this.ids = ids;
  }

  /** The root of a file system that is about a network. */
  public SysDirectory asRoot(FileSystem in) {
    create(in, Mode.DIRECTORY | 0555, 0, 0);
    placeIn(this, "");
    addLinks(2);
    return this;
  }

  private SysDirectory of(Directory above, String name, String where) {
    create(above.fileSystem(), Mode.DIRECTORY | 0755, 0, 0);
    placeIn(above, name);
    addLinks(2);
    path = where;
    return this;
  }

  private SysTree tree() {
    return new SysTree((NetworkNamespace) fileSystem().subject());
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    if (!tree().names(path).contains(entry)) {
      return Optional.empty();
    }
    String where = below(entry);
    boolean link = tree().link(where).isPresent();
    return Optional.of(
        !link && tree().isDirectory(where)
            ? new SysDirectory(ids.next(), ids).of(this, entry, where)
            : new SysFile(ids.next()).of(fileSystem(), where, link));
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    List<String> names = tree().names(path);
    long at = Math.max(0, position - 2);
    if (at >= names.size()) {
      return Optional.empty();
    }
    String name = names.get((int) at);
    return lookup(name).map(file -> new DirectoryEntry(at + 2, name, file));
  }

  @Override
  public boolean isSame(Inode other) {
    return other instanceof SysDirectory directory
        && directory.fileSystem() == fileSystem()
        && directory.path.equals(path);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Kind kind() {
    return Kind.SYS_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.text(path);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    path = in.text();
  }
}
