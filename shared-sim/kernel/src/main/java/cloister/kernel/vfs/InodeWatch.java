package cloister.kernel.vfs;

import cloister.kernel.object.KernelObject;

/** Somebody who is told what happens to a file, and in a directory to its files (inotify(7)). */
public abstract class InodeWatch extends KernelObject {
  protected InodeWatch(int id) {
    super(id);
  }

  /** What is watched. */
  public abstract Inode file();

  /**
   * @param event bits of {@link FileEvent}
   * @param cookie the same for both ends of a move; 0 for anything else
   * @param name of what it has happened to in the directory; nothing for the file itself
   * @param nameless whether that was by an open file whose name is gone
   */
  public abstract void happened(int event, int cookie, String name, boolean nameless);

  /** The file is gone, or its file system is: nobody is told any more. */
  public abstract void ended();
}
