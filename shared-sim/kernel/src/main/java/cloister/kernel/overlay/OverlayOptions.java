package cloister.kernel.overlay;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import java.util.ArrayList;
import java.util.List;

/**
 * What mount(8) can say to an overlay (Linux, filesystems/overlayfs). Not there: redirects, an
 * index, copies of attributes alone.
 *
 * @param lowers the uppermost first
 * @param upper a path; empty without one
 * @param work a path; empty without one
 * @param shown as /proc/mounts shows them, each with a comma in front
 */
public record OverlayOptions(List<String> lowers, String upper, String work, String shown) {
  private static final int MOST_LAYERS = 500;

  /** EINVAL for what it does not know, and where there is no layer. */
  public static OverlayOptions read(String options) throws KernelError {
    List<String> lowers = List.of();
    String upper = "";
    String work = "";
    for (String option : split(options, ',')) {
      int equals = option.indexOf('=');
      String value = equals < 0 ? "" : option.substring(equals + 1);
      switch (equals < 0 ? option : option.substring(0, equals)) {
        case "lowerdir" -> lowers = split(value, ':');
        case "upperdir" -> upper = value;
        case "workdir" -> work = value;
        case "redirect_dir", "index", "metacopy", "nfs_export" -> require(isOff(value));
        case "", "xino", "uuid", "volatile", "default_permissions" -> {}
        default -> throw Errno.EINVAL.error();
      }
    }
    require(lowers.size() >= (upper.isEmpty() ? 2 : 1) && lowers.size() <= MOST_LAYERS);
    require(lowers.stream().noneMatch(String::isEmpty));
    require(upper.isEmpty() || !work.isEmpty());
    String shown = ",lowerdir=" + String.join(":", lowers);
    if (!upper.isEmpty()) {
      shown += ",upperdir=" + upper + ",workdir=" + work + ",uuid=on";
    }
    return new OverlayOptions(lowers, upper, work, shown);
  }

  /** The layers as mount(8) was told, the uppermost first, from options as they are shown. */
  public static List<String> names(String shown) {
    List<String> names = new ArrayList<>();
    for (String option : split(shown, ',')) {
      if (option.startsWith("upperdir=")) {
        names.addFirst(option.substring(option.indexOf('=') + 1));
      } else if (option.startsWith("lowerdir=")) {
        names.addAll(split(option.substring(option.indexOf('=') + 1), ':'));
      }
    }
    return names;
  }

  private static boolean isOff(String value) {
    return value.equals("off") || value.equals("nofollow") || value.equals("follow");
  }

  private static void require(boolean holds) throws KernelError {
    if (!holds) {
      throw Errno.EINVAL.error();
    }
  }

  private static List<String> split(String text, char by) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf(by, from);
      end = end < 0 ? text.length() : end;
      parts.add(text.substring(from, end));
      from = end + 1;
    }
    return parts;
  }
}
