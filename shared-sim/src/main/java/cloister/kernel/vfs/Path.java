package cloister.kernel.vfs;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** A file and the mount through which it is seen. */
public record Path(Mount mount, Inode inode) {

  public Directory directory() {
    return (Directory) inode;
  }

  public boolean isDirectory() {
    return inode instanceof Directory;
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
