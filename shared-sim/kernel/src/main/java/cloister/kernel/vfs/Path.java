package cloister.kernel.vfs;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * A file and the mount through which it is seen.
 *
 * @param mount null for a file that has no place among others
 */
public record Path(Mount mount, Inode inode) {

  public Directory directory() {
    return (Directory) inode;
  }

  public boolean isDirectory() {
    return inode instanceof Directory;
  }

  public boolean isMountRoot() {
    return mount != null && inode == mount.root().inode();
  }

  /** Somebody is there: neither the file nor its mount goes. */
  public Path use() {
    inode.use();
    if (mount != null) {
      mount.use();
    }
    return this;
  }

  public void unuse() {
    inode.unuse();
    if (mount != null) {
      mount.unuse();
    }
  }

  public void save(ObjectWriter out) {
    out.pointer(mount);
    out.pointer(inode);
  }

  public static Path load(ObjectReader in) {
    Mount mount = in.pointer();
    Inode inode = in.pointer();
    return new Path(mount, inode);
  }
}
