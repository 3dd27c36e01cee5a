package cloister.kernel.vfs;

/** What can happen to a file, by the bits of inotify(7). */
public final class FileEvent {
  public static final int ACCESS = 0x1;
  public static final int MODIFY = 0x2;
  public static final int ATTRIBUTES = 0x4;
  public static final int CLOSE_WRITE = 0x8;
  public static final int CLOSE_NO_WRITE = 0x10;
  public static final int OPEN = 0x20;
  public static final int MOVED_FROM = 0x40;
  public static final int MOVED_TO = 0x80;
  public static final int CREATE = 0x100;
  public static final int DELETE = 0x200;
  public static final int DELETE_SELF = 0x400;
  public static final int MOVE_SELF = 0x800;
  public static final int ALL = 0xfff;
  public static final int UNMOUNT = 0x2000;
  public static final int OVERFLOW = 0x4000;
  public static final int IGNORED = 0x8000;

  /** It is about a directory. */
  public static final int DIRECTORY = 0x4000_0000;

  private FileEvent() {}

  /** The same of a file, which may be a directory. */
  static int of(Inode file, int event) {
    return file instanceof Directory ? event | DIRECTORY : event;
  }

  /** Tells those who watch a directory of what it has or had under a name. */
  public static void inside(Directory in, String name, Inode file, int event, int cookie) {
    if (in.isWatched()) {
      in.tell(of(file, event), cookie, name, false);
    }
  }

  /** Tells those who watch the directory that a file is in, and those who watch the file. */
  public static void at(MountPoint place, int event) {
    Inode file = place.inode();
    Directory above = above(file, place.holder());
    if (above != null) {
      String name = file instanceof Directory directory ? directory.name() : place.name();
      inside(above, name, file, event, 0);
    }
    file.tell(of(file, event));
  }

  /**
   * Where a file is; null for the root of a file system.
   *
   * @param holder of a file that is no directory; null where that is not known
   */
  static Directory above(Inode file, Directory holder) {
    if (file instanceof Directory directory) {
      return directory.parent() == directory ? null : directory.parent();
    }
    return holder;
  }
}
