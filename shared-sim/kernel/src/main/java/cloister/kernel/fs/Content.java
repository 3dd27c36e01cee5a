package cloister.kernel.fs;

import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.vfs.FileDescription;

/** The content of files: of pages, or a text. */
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

  /** The same of a file whose content is made when it is read. */
  public static int read(String text, FileDescription file, UserBuffer to) throws KernelError {
    int from = (int) Math.min(file.position(), text.length());
    int count = Math.min(to.left(), text.length() - from);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) text.charAt(from + i);
    }
    to.put(bytes, 0, count);
    file.setPosition(from + count);
    return count;
  }

  /** What a program writes to such a file, so many bytes of it at most; a character a byte. */
  public static String taken(UserBuffer from, int most) throws KernelError {
    byte[] bytes = new byte[Math.min(from.left(), most)];
    from.get(bytes, 0, bytes.length);
    StringBuilder text = new StringBuilder();
    for (byte value : bytes) {
      text.append((char) (value & 0xff));
    }
    return text.toString();
  }
}
