package cloister.kernel.abi;

/** The bits of a file's mode (inode(7)). */
public final class Mode {
  public static final int TYPE = 0170000;
  public static final int SOCKET = 0140000;
  public static final int SYMLINK = 0120000;
  public static final int REGULAR = 0100000;
  public static final int BLOCK = 0060000;
  public static final int DIRECTORY = 0040000;
  public static final int CHARACTER = 0020000;
  public static final int FIFO = 0010000;

  public static final int SET_USER_ID = 04000;
  public static final int SET_GROUP_ID = 02000;
  public static final int STICKY = 01000;
  public static final int GROUP_EXECUTE = 0010;
  public static final int ANY_EXECUTE = 0111;

  /** Everything but the type. */
  public static final int PERMISSIONS = 07777;

  /** What is asked of a file: the three bits of one class. */
  public static final int READ = 4;

  public static final int WRITE = 2;
  public static final int EXECUTE = 1;

  private Mode() {}

  /** The type as a directory entry has it (readdir(3)). */
  public static int entryType(int mode) {
    return (mode & TYPE) >>> 12;
  }
}
