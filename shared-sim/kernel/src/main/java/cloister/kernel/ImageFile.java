package cloister.kernel;

/**
 * A file of the root file system that the kernel finds when it starts.
 *
 * @param path from the root on, without a slash in front
 * @param mode with its type; 0 for another name of a file that stands before it
 * @param content of a regular file, empty for others
 * @param target of a link, one character a byte
 * @param device number of a device
 */
public record ImageFile(
    String path, int mode, int user, int group, byte[] content, String target, int device) {

  public static ImageFile directory(String path, int mode) {
    return new ImageFile(path, 0040000 | mode, 0, 0, new byte[0], "", 0);
  }

  public static ImageFile file(String path, int mode, byte[] content) {
    return new ImageFile(path, 0100000 | mode, 0, 0, content, "", 0);
  }

  public static ImageFile link(String path, String target) {
    return new ImageFile(path, 0120777, 0, 0, new byte[0], target, 0);
  }

  /** Another name of a file that is there already. */
  public static ImageFile hardLink(String path, String target) {
    return new ImageFile(path, 0, 0, 0, new byte[0], target, 0);
  }

  boolean isHardLink() {
    return mode == 0;
  }
}
