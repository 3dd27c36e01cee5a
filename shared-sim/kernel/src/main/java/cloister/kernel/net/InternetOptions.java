package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Options of ip(7) and tcp(7) that are kept and change nothing here. */
final class InternetOptions {
  private static final int IP_LEVEL = 0;
  private static final int MOST = Integer.MAX_VALUE;
  private static final int LONGEST_PAUSE = 32767;
  private static final int MOST_PROBES = 127;
  private static final int MOST_LIFE = 255;

  /** Those that there are. */
  private enum Option {
    SERVICE(IP_LEVEL, 1, 0, Integer.MIN_VALUE, MOST),
    LIFE(IP_LEVEL, 2, 64, 1, MOST_LIFE),
    FIND_MTU(IP_LEVEL, 10, 1, 0, 5),
    TELL_ERRORS(IP_LEVEL, 11, 0, Integer.MIN_VALUE, MOST),
    NO_DELAY(InternetSocket.TCP, 1, 0, Integer.MIN_VALUE, MOST),
    CORK(InternetSocket.TCP, 3, 0, Integer.MIN_VALUE, MOST),
    ALIVE_AFTER(InternetSocket.TCP, 4, 7200, 1, LONGEST_PAUSE),
    ALIVE_PAUSE(InternetSocket.TCP, 5, 75, 1, LONGEST_PAUSE),
    ALIVE_PROBES(InternetSocket.TCP, 6, 9, 1, MOST_PROBES),
    USER_LIMIT(InternetSocket.TCP, 18, 0, 0, MOST);

    private final int level;
    private final int number;
    private final int usual;
    private final int least;
    private final int most;

    Option(int level, int number, int usual, int least, int most) {
      this.level = level;
      this.number = number;
      this.usual = usual;
      this.least = least;
      this.most = most;
    }

    int kept(int value, boolean stream) throws KernelError {
      if (this == LIFE && value == -1) {
        return usual;
      }
      if (value < least || value > most) {
        throw Errno.EINVAL.error();
      }
      return switch (this) {
        case SERVICE -> value & (stream ? 0xfc : 0xff);
        case TELL_ERRORS, NO_DELAY, CORK -> value == 0 ? 0 : 1;
        default -> value;
      };
    }
  }

  private final int[] values = new int[Option.values().length];

  InternetOptions() {
    for (Option option : Option.values()) {
      values[option.ordinal()] = option.usual;
    }
  }

  private static Option find(int level, int number, boolean stream) throws KernelError {
    for (Option option : Option.values()) {
      boolean has = level == IP_LEVEL || stream;
      if (has && option.level == level && option.number == number) {
        return option;
      }
    }
    throw Errno.ENOPROTOOPT.error();
  }

  /** ENOPROTOOPT for one that is not there; EINVAL for a value that it cannot have. */
  void set(int level, int number, boolean stream, int value) throws KernelError {
    Option option = find(level, number, stream);
    values[option.ordinal()] = option.kept(value, stream);
  }

  int get(int level, int number, boolean stream) throws KernelError {
    return values[find(level, number, stream).ordinal()];
  }

  void save(ObjectWriter out) {
    out.numbers(values);
  }

  void load(ObjectReader in) {
    int[] saved = in.numbers();
    System.arraycopy(saved, 0, values, 0, values.length);
  }
}
