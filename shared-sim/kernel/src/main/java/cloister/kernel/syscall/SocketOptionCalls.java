package cloister.kernel.syscall;

import static cloister.kernel.net.SocketOptions.BROADCAST;
import static cloister.kernel.net.SocketOptions.KEEP_ALIVE;
import static cloister.kernel.net.SocketOptions.LINGER;
import static cloister.kernel.net.SocketOptions.PASS_CREDENTIALS;
import static cloister.kernel.net.SocketOptions.PRIORITY;
import static cloister.kernel.net.SocketOptions.RECEIVE_BUFFER;
import static cloister.kernel.net.SocketOptions.REUSE_ADDRESS;
import static cloister.kernel.net.SocketOptions.REUSE_PORT;
import static cloister.kernel.net.SocketOptions.SEND_BUFFER;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.net.Sender;
import cloister.kernel.net.Socket;
import cloister.kernel.net.SocketOptions;

/** Options of sockets: getsockopt(2), setsockopt(2), and the one call for all, socketcall(2). */
final class SocketOptionCalls {
  private static final int SOCKET_LEVEL = 1;
  private static final int TYPE = 3;
  private static final int ERROR = 4;
  private static final int PEER_CREDENTIALS = 17;
  private static final int LOW_WATER = 18;
  private static final int RECEIVE_LIMIT = 20;
  private static final int SEND_LIMIT = 21;
  private static final int LISTENS = 30;
  private static final int PROTOCOL = 38;
  private static final int DOMAIN = 39;
  private static final int RECEIVE_LIMIT_64 = 66;
  private static final int SEND_LIMIT_64 = 67;
  private static final long MICRO = 1000;
  private static final long SECOND = 1_000_000_000;

  /** How many arguments each has that socketcall(2) does. */
  private static final int[] COUNTS = {
    0, 3, 3, 3, 2, 3, 3, 3, 4, 4, 4, 6, 6, 2, 5, 5, 3, 3, 4, 5, 4
  };

  private SocketOptionCalls() {}

  static void addTo(Rows rows) {
    String which = "Of options there are those that docs/reference/linux.md names.";
    rows.partial(365, "getsockopt", "fddpp", which, in(SocketOptionCalls::get))
        .partial(366, "setsockopt", "fddpd", which, in(SocketOptionCalls::set))
        .partial(102, "socketcall", "dp", "No recvmmsg, no sendmmsg.", SocketOptionCalls::any);
  }

  private static SystemCall.Handler in(SocketArguments.Handler handler) {
    return SocketArguments.inRegisters(handler);
  }

  private static long any(Call call) throws KernelError {
    int number = call.argument(0);
    if (number < 1 || number >= COUNTS.length) {
      throw Errno.EINVAL.error();
    }
    SocketArguments arguments = SocketArguments.inMemory(call, call.argument(1), COUNTS[number]);
    return switch (number) {
      case 9 -> MessageCalls.sendPlain(arguments);
      case 10 -> MessageCalls.receivePlain(arguments);
      case 11 -> MessageCalls.sendTo(arguments);
      case 12 -> MessageCalls.receiveFrom(arguments);
      case 14 -> set(arguments);
      case 15 -> get(arguments);
      case 16 -> MessageCalls.sendMessage(arguments);
      case 17 -> MessageCalls.receiveMessage(arguments);
      case 19, 20 -> throw Errno.ENOSYS.error();
      default -> SocketCalls.create(arguments, number);
    };
  }

  private static boolean isSwitch(int option) {
    return switch (option) {
      case REUSE_ADDRESS, BROADCAST, KEEP_ALIVE, REUSE_PORT, PASS_CREDENTIALS -> true;
      default -> false;
    };
  }

  private static long set(SocketArguments call) throws KernelError {
    Socket socket = call.socket();
    int option = call.get(2);
    int length = call.get(4);
    if (length < 0) {
      throw Errno.EINVAL.error();
    }
    if (call.get(1) != SOCKET_LEVEL) {
      socket.setOption(call.get(1), option, length < 4 ? 0 : call.memory().read32(call.get(3)));
      return 0;
    }
    if (length < 4) {
      throw Errno.EINVAL.error();
    }
    int value = call.memory().read32(call.get(3));
    SocketOptions options = socket.options();
    if (isSwitch(option)) {
      options.set(option, value != 0);
      return 0;
    }
    switch (option) {
      case SEND_BUFFER -> options.setSendBuffer(value);
      case RECEIVE_BUFFER -> options.setReceiveBuffer(value);
      case PRIORITY -> options.setPriority(value);
      case LINGER -> {
        if (length < 8) {
          throw Errno.EINVAL.error();
        }
        options.set(LINGER, value != 0);
      }
      case RECEIVE_LIMIT -> options.setReceiveLimit(limit(call, 4));
      case SEND_LIMIT -> options.setSendLimit(limit(call, 4));
      case RECEIVE_LIMIT_64 -> options.setReceiveLimit(limit(call, 8));
      case SEND_LIMIT_64 -> options.setSendLimit(limit(call, 8));
      default -> throw Errno.ENOPROTOOPT.error();
    }
    return 0;
  }

  /** A struct timeval in nanoseconds. EDOM for one that is none. */
  private static long limit(SocketArguments call, int wordBytes) throws KernelError {
    int at = call.get(3);
    if (call.get(4) < 2 * wordBytes) {
      throw Errno.EINVAL.error();
    }
    long seconds = wordBytes == 4 ? call.memory().read32(at) : call.memory().read64(at);
    long micros =
        wordBytes == 4 ? call.memory().read32(at + 4) : call.memory().read64(at + wordBytes);
    if (micros < 0 || micros >= SECOND / MICRO) {
      throw Errno.EDOM.error();
    }
    return seconds < 0 ? 1 : Math.min(seconds, SECOND) * SECOND + micros * MICRO;
  }

  private static long get(SocketArguments call) throws KernelError {
    Socket socket = call.socket();
    int room = call.memory().read32(call.get(4));
    if (room < 0) {
      throw Errno.EINVAL.error();
    }
    int[] words = words(call, socket, call.get(1), call.get(2));
    byte[] bytes = new byte[4 * words.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i / 4] >>> 8 * (i % 4));
    }
    int count = Math.min(room, bytes.length);
    call.memory().write(call.get(3), bytes, 0, count);
    call.memory().write32(call.get(4), count);
    return 0;
  }

  private static int[] words(SocketArguments call, Socket socket, int level, int option)
      throws KernelError {
    if (level != SOCKET_LEVEL) {
      return new int[] {socket.option(level, option)};
    }
    SocketOptions options = socket.options();
    if (isSwitch(option)) {
      return new int[] {options.is(option) ? 1 : 0};
    }
    return switch (option) {
      case TYPE -> new int[] {socket.type()};
      case ERROR -> new int[] {socket.takeError()};
      case SEND_BUFFER -> new int[] {options.sendBuffer()};
      case RECEIVE_BUFFER -> new int[] {options.receiveBuffer()};
      case PRIORITY -> new int[] {options.priority()};
      case LINGER -> new int[] {options.is(LINGER) ? 1 : 0, 0};
      case LOW_WATER -> new int[] {1};
      case PEER_CREDENTIALS -> peer(call.call(), socket.peerCredentials());
      case RECEIVE_LIMIT -> time(options.receiveLimit());
      case SEND_LIMIT -> time(options.sendLimit());
      case RECEIVE_LIMIT_64 -> longTime(options.receiveLimit());
      case SEND_LIMIT_64 -> longTime(options.sendLimit());
      case LISTENS -> new int[] {socket.isListening() ? 1 : 0};
      case PROTOCOL -> new int[] {socket.protocol()};
      case DOMAIN -> new int[] {socket.family()};
      default -> throw Errno.ENOPROTOOPT.error();
    };
  }

  private static int[] peer(Call call, Sender sender) {
    boolean known = sender.process() != 0;
    return known ? ControlMessages.shown(call, sender) : new int[] {0, -1, -1};
  }

  private static int[] time(long nanos) {
    return new int[] {(int) (nanos / SECOND), (int) (nanos % SECOND / MICRO)};
  }

  private static int[] longTime(long nanos) {
    return new int[] {(int) (nanos / SECOND), 0, (int) (nanos % SECOND / MICRO), 0};
  }
}
