package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.syscall.Ids;

/** What mount(8) can say to a tmpfs (tmpfs(5)). */
final class TmpfsOptions {
  private static final int USUAL_MODE = 01777;

  private final Credentials who;
  private final int allPages;
  private final int usualPages;
  private int pages;
  private int inodes;
  private int mode = USUAL_MODE;
  private int user;
  private int group;

  /**
   * @param allPages of the machine, for sizes in per cent
   */
  TmpfsOptions(Credentials who, int allPages) {
    this.who = who;
    this.allPages = allPages;
    usualPages = allPages / 2;
    pages = usualPages;
    inodes = usualPages;
    user = who.fsuid();
    group = who.fsgid();
  }

  /** For one that is there, which keeps what is not said. */
  TmpfsOptions(PageQuota now, Credentials who, int allPages) {
    this(who, allPages);
    pages = now.limit();
    inodes = now.inodeLimit();
  }

  TmpfsOptions read(String options) throws KernelError {
    int at = 0;
    while (at < options.length()) {
      int comma = options.indexOf(',', at);
      int end = comma < 0 ? options.length() : comma;
      if (end > at) {
        option(options.substring(at, end));
      }
      at = end + 1;
    }
    return this;
  }

  private void option(String text) throws KernelError {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    switch (name) {
      case "size" -> pages = sizeInPages(value);
      case "nr_blocks" -> pages = (int) amount(value);
      case "nr_inodes" -> inodes = (int) amount(value);
      case "mode" -> mode = number(value, 8) & 07777;
      case "uid" -> user = Ids.user(who, number(value, 10));
      case "gid" -> group = Ids.group(who, number(value, 10));
      case "inode64", "inode32" -> {}
      default -> throw Errno.EINVAL.error();
    }
  }

  private static int number(String text, int base) throws KernelError {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), base);
      value = base * value + digit;
      if (digit < 0 || value > Integer.MAX_VALUE) {
        throw Errno.EINVAL.error();
      }
    }
    if (text.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    return (int) value;
  }

  /** With k, m or g behind it. */
  private static long amount(String text) throws KernelError {
    if (text.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    int shift = "kmg".indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
    String digits = shift < 0 ? text : text.substring(0, text.length() - 1);
    long value = (long) number(digits, 10) << 10 * (shift + 1);
    return Math.min(value, Integer.MAX_VALUE);
  }

  private int sizeInPages(String text) throws KernelError {
    if (text.endsWith("%")) {
      return (int) ((long) allPages * number(text.substring(0, text.length() - 1), 10) / 100);
    }
    return (int) ((amount(text) + Frames.SIZE - 1) >> Frames.BITS);
  }

  /** 0 is as much as there is. */
  int pages() {
    return pages == 0 ? allPages : pages;
  }

  int inodes() {
    return inodes == 0 ? Integer.MAX_VALUE : inodes;
  }

  int mode() {
    return mode;
  }

  int user() {
    return user;
  }

  int group() {
    return group;
  }

  /** With the options that cannot change as they were shown before. */
  String shownAfter(String before) {
    int rest = before.indexOf(",mode=");
    rest = rest < 0 ? before.indexOf(",uid=") : rest;
    rest = rest < 0 ? before.indexOf(",inode64") : rest;
    return sizes() + before.substring(Math.max(rest, 0));
  }

  private String sizes() {
    StringBuilder text = new StringBuilder();
    if (pages != usualPages) {
      text.append(",size=").append((long) pages * Frames.SIZE / 1024).append('k');
    }
    if (inodes != usualPages) {
      text.append(",nr_inodes=").append(inodes);
    }
    return text.toString();
  }

  /** As Linux shows them, each with a comma in front. */
  String shown() {
    StringBuilder text = new StringBuilder(sizes());
    if (mode != USUAL_MODE) {
      String octal = Integer.toOctalString(mode);
      text.append(",mode=").append("0".repeat(Math.max(0, 3 - octal.length()))).append(octal);
    }
    if (user != 0) {
      text.append(",uid=").append(user);
    }
    if (group != 0) {
      text.append(",gid=").append(group);
    }
    return text.append(",inode64").toString();
  }
}
