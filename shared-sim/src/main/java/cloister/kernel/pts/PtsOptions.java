package cloister.kernel.pts;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;

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

  public static PtsOptions read(String text) throws KernelError {
    PtsOptions options = new PtsOptions(-1, -1, 0600, 0, MOST);
    int from = 0;
    while (from < text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      options = options.with(text.substring(from, end));
      from = end + 1;
    }
    return options;
  }

  private PtsOptions with(String option) throws KernelError {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = equals < 0 ? "" : option.substring(equals + 1);
    return switch (name) {
      case "uid" -> new PtsOptions(number(value, 10), group, mode, multiplexerMode, most);
      case "gid" -> new PtsOptions(user, number(value, 10), mode, multiplexerMode, most);
      case "mode" ->
          new PtsOptions(user, group, number(value, 8) & PERMISSIONS, multiplexerMode, most);
      case "ptmxmode" -> new PtsOptions(user, group, mode, number(value, 8) & PERMISSIONS, most);
      case "max" -> new PtsOptions(user, group, mode, multiplexerMode, number(value, 10));
      case "newinstance", "" -> this;
      default -> throw Errno.EINVAL.error();
    };
  }

  private static int number(String digits, int radix) throws KernelError {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0 || value > MOST * 16) {
        throw Errno.EINVAL.error();
      }
      value = value * radix + digit;
    }
    if (digits.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    return value;
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
