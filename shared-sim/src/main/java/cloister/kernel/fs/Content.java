package cloister.kernel.fs;

import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.vfs.FileDescription;

/** The content of a file that is made of pages. */
public final class Content {
  private Content() {}

  /**
   * Reads from the description's position and moves it; a fault behind the first byte ends it.
   *
   * @return bytes, 0 at the end of the file
   */
  public static int read(PageCache pages, FileDescription file, UserBuffer to) throws KernelError {
    byte[] chunk = new byte[Frames.SIZE];
    int done = 0;
    try {
      int count = pages.read(file.position(), chunk, to.left());
      while (count > 0) {
        to.put(chunk, 0, count);
        done += count;
        file.setPosition(file.position() + count);
        count = pages.read(file.position(), chunk, to.left());
      }
    } catch (KernelError fault) {
      if (done == 0) {
        throw fault;
      }
    }
    return done;
  }
}
