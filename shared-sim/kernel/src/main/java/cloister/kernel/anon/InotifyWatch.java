package cloister.kernel.anon;

import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.InodeWatch;

/** A file that an inotify(7) watches, and what it tells of it. */
public final class InotifyWatch extends InodeWatch {
  private static final int NOT_UNLINKED = 0x0400_0000;
  private static final int ONCE = 0x8000_0000;
  private static final int CHOICE = FileEvent.ALL | NOT_UNLINKED | ONCE;

  private Inotify owner;
  private int number;
  private Inode file;
  private FileSystem in;
  private int mask;

  public InotifyWatch(int id) {
    super(id);
  }

  InotifyWatch begin(Inotify of, int as, Inode what, int chosen) {
    owner = of;
    number = as;
    file = what;
    in = what.fileSystem();
    mask = chosen & CHOICE;
    file.watch(this);
    in.watch(this);
    return this;
  }

  int number() {
    return number;
  }

  boolean isOf(Inode other) {
    return file.isSame(other);
  }

  /**
   * @param more beside what was chosen before, and not in its place
   */
  void choose(int chosen, boolean more) {
    mask = (more ? mask : 0) | chosen & CHOICE;
  }

  @Override
  public Inode file() {
    return file;
  }

  void leave() {
    file.unwatch(this);
    in.unwatch(this);
  }

  @Override
  public void happened(int event, int cookie, String name, boolean nameless) {
    boolean hidden = nameless && (mask & NOT_UNLINKED) != 0;
    boolean asked = (event & mask & FileEvent.ALL) != 0 || (event & FileEvent.UNMOUNT) != 0;
    if (!asked || hidden) {
      return;
    }
    boolean self = (event & (FileEvent.DELETE_SELF | FileEvent.MOVE_SELF)) != 0;
    owner.tell(number, self ? event & ~FileEvent.DIRECTORY : event, cookie, name);
    if ((mask & ONCE) != 0) {
      owner.remove(this);
    }
  }

  @Override
  public void ended() {
    owner.remove(this);
  }

  @Override
  public Kind kind() {
    return Kind.INOTIFY_WATCH;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(owner);
    out.pointer(file);
    out.pointer(in);
    out.number(number);
    out.number(mask);
  }

  @Override
  public void load(ObjectReader reader) {
    owner = reader.pointer();
    file = reader.pointer();
    in = reader.pointer();
    number = reader.number();
    mask = reader.number();
    file.watch(this);
    in.watch(this);
  }
}
