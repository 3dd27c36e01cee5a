package cloister.kernel.pts;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import java.util.function.IntUnaryOperator;

/**
 * How a devpts was mounted.
 *
 * @param user whose the terminals are; -1 for who opens them
 * @param mode of the terminals
 * @param multiplexerMode of {@code ptmx}
 * @param most terminals
 */
public record PtsOptions(int user, int group, int mode, int multiplexerMode, int most) {
  private static final int MOST = 1 << 20;
  private static final int PERMISSIONS = 07777;

  /**
   * @param users makes the kernel's number of what is said for a user; -1 where there is none
   */
  public static PtsOptions read(String text, IntUnaryOperator users, IntUnaryOperator groups)
      throws KernelError {
    PtsOptions options = new PtsOptions(-1, -1, 0600, 0, MOST);
    int from = 0;
    while (from < text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      options = options.with(text.substring(from, end), users, groups);
      from = end + 1;
    }
    return options;
  }

  private PtsOptions with(String option, IntUnaryOperator users, IntUnaryOperator groups)
      throws KernelError {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = equals < 0 ? "" : option.substring(equals + 1);
    return switch (name) {
      case "uid" -> new PtsOptions(known(value, users), group, mode, multiplexerMode, most);
      case "gid" -> new PtsOptions(user, known(value, groups), mode, multiplexerMode, most);
      case "mode" ->
          new PtsOptions(user, group, number(value, 8) & PERMISSIONS, multiplexerMode, most);
      case "ptmxmode" -> new PtsOptions(user, group, mode, number(value, 8) & PERMISSIONS, most);
      case "max" -> new PtsOptions(user, group, mode, multiplexerMode, atMost(value));
      case "newinstance", "" -> this;
      default -> throw Errno.EINVAL.error();
    };
  }

  private static int known(String value, IntUnaryOperator ids) throws KernelError {
    int id = ids.applyAsInt(number(value, 10));
    if (id < 0) {
      throw Errno.EINVAL.error();
    }
    return id;
  }

  private static int atMost(String value) throws KernelError {
    int most = number(value, 10);
    if (most > MOST) {
      throw Errno.EINVAL.error();
    }
    return most;
  }

  private static int number(String digits, int radix) throws KernelError {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      value = value * radix + digit;
      if (digit < 0 || value > Integer.MAX_VALUE) {
        throw Errno.EINVAL.error();
      }
    }
    if (digits.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    return (int) value;
  }

  /** As mount(8) shows them. */
  public String shown() {
    return (user < 0 ? "" : ",uid=" + user)
        + (group < 0 ? "" : ",gid=" + group)
        + ",mode="
        + octal(mode)
        + ",ptmxmode="
        + octal(multiplexerMode)
        + (most < MOST ? ",max=" + most : "");
  }

  private static String octal(int bits) {
    String digits = Integer.toOctalString(bits);
    return "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
