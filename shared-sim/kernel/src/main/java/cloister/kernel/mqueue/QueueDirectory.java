package cloister.kernel.mqueue;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.PosixQueues;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The queues of an ipc namespace: the one directory of its mqueue file system. */
public final class QueueDirectory extends Directory {
  private static final int MOST_MESSAGES = 65536;
  private static final int MOST_BYTES = 16 << 20;
  private static final int BYTES_PER_ENTRY = 20;
  private static final long FIRST_POSITION = 3;

  private final ObjectIds ids;
  private final TreeMap<String, DirectoryEntry> byName = new TreeMap<>();
  private final TreeMap<Long, DirectoryEntry> byPosition = new TreeMap<>();
  private long nextPosition = FIRST_POSITION;
  private IpcNamespace in;

  public QueueDirectory(int id, ObjectIds ids) {
    super(id);
    this.ids = ids;
  }

  public QueueDirectory asRoot(FileSystem of, IpcNamespace namespace, int user, int group) {
    create(of, Mode.DIRECTORY | 01777, user, group);
    addLinks(2);
    placeIn(this, "");
    in = namespace;
    return this;
  }

  /**
   * Makes a queue that has no name yet. EINVAL for sizes that cannot be, ENOSPC and EMFILE where
   * there are enough.
   *
   * @param mode with its type
   * @param most what RLIMIT_MSGQUEUE allows, in bytes; below 0 for anything
   */
  public QueueFile queue(int mode, Credentials who, int count, int size, long most)
      throws KernelError {
    PosixQueues queues = in.posix();
    boolean privileged = who.canEverywhere(Capability.SYS_RESOURCE);
    if (queues.count() >= queues.mostQueues() && !privileged) {
      throw Errno.ENOSPC.error();
    }
    int mostCount = privileged ? MOST_MESSAGES : queues.mostMessages();
    int mostSize = privileged ? MOST_BYTES : queues.mostBytes();
    if (count <= 0 || size <= 0 || count > mostCount || size > mostSize) {
      throw Errno.EINVAL.error();
    }
    long counted = QueueFile.counted(count, size);
    if (counted > 0xffff_ffffL) {
      throw Errno.EOVERFLOW.error();
    }
    if (most >= 0 && queues.bytesOf(who.uid()) + counted > most) {
      throw Errno.EMFILE.error();
    }
    in.slab().take(QueueFile.keptBytes());
    queues.add(who.uid(), counted);
    return new QueueFile(ids.next()).begin(fileSystem(), mode, who, in, count, size);
  }

  @Override
  public Inode make(int mode, Credentials owner, int device) throws KernelError {
    if ((mode & Mode.TYPE) != Mode.REGULAR) {
      throw Errno.EPERM.error();
    }
    PosixQueues queues = in.posix();
    return queue(mode, owner, queues.usualMessages(), queues.usualBytes(), PosixQueues.LIMIT);
  }

  @Override
  public void add(String entry, Inode file) throws KernelError {
    if (!(file instanceof QueueFile) || file.links() > 0) {
      throw Errno.EPERM.error();
    }
    put(new DirectoryEntry(nextPosition++, entry, file));
    file.addLinks(1);
    touchContent();
  }

  private void put(DirectoryEntry entry) {
    byName.put(entry.name(), entry);
    byPosition.put(entry.position(), entry);
  }

  @Override
  public void remove(String entry) {
    DirectoryEntry gone = byName.remove(entry);
    byPosition.remove(gone.position());
    gone.file().addLinks(-1);
    touchContent();
  }

  @Override
  public void requireRenames() throws KernelError {
    throw Errno.EPERM.error();
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    return Optional.ofNullable(byName.get(entry)).map(DirectoryEntry::file);
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    return Optional.ofNullable(byPosition.ceilingEntry(position)).map(Map.Entry::getValue);
  }

  @Override
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  @Override
  public long size() {
    return (long) BYTES_PER_ENTRY * (byName.size() + 2);
  }

  @Override
  protected void discard() {
    for (DirectoryEntry entry : byPosition.values()) {
      entry.file().addLinks(-1);
    }
    byName.clear();
    byPosition.clear();
    addLinks(-links());
  }

  @Override
  public Kind kind() {
    return Kind.QUEUE_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(in);
    out.number(nextPosition);
    out.number(byPosition.size());
    for (DirectoryEntry entry : byPosition.values()) {
      out.number(entry.position());
      out.text(entry.name());
      out.pointer(entry.file());
    }
  }

  @Override
  public void load(ObjectReader reader) {
    super.load(reader);
    in = reader.pointer();
    nextPosition = reader.longNumber();
    int count = reader.number();
    for (int i = 0; i < count; i++) {
      long position = reader.longNumber();
      String name = reader.text();
      put(new DirectoryEntry(position, name, reader.pointer()));
    }
  }
}
