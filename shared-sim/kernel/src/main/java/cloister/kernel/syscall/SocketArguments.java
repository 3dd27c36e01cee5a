package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.net.Socket;
import cloister.kernel.net.SocketPaths;
import cloister.kernel.task.PendingCall;
import cloister.kernel.vfs.FileDescription;

/**
 * The arguments of a call that concerns sockets, wherever they are: in registers, or in memory for
 * socketcall(2).
 */
final class SocketArguments {
  /** What a call with such arguments does. */
  @FunctionalInterface
  interface Handler {
    long run(SocketArguments arguments) throws KernelError;
  }

  private static final int LONGEST_ADDRESS = 128;

  private final Call call;
  private final int[] words;
  private final SocketPaths paths;

  private SocketArguments(Call call, int[] words) {
    this.call = call;
    this.words = words;
    paths = new TaskPaths(call);
  }

  static SystemCall.Handler inRegisters(Handler handler) {
    return call -> {
      int[] words = new int[6];
      for (int i = 0; i < words.length; i++) {
        words[i] = call.argument(i);
      }
      return handler.run(new SocketArguments(call, words));
    };
  }

  static SocketArguments inMemory(Call call, int address, int count) throws KernelError {
    int[] words = new int[6];
    for (int i = 0; i < count; i++) {
      words[i] = call.memory().read32(address + 4 * i);
    }
    return new SocketArguments(call, words);
  }

  Call call() {
    return call;
  }

  UserMemory memory() {
    return call.memory();
  }

  PendingCall pending() {
    return call.pending();
  }

  SocketPaths paths() {
    return paths;
  }

  int get(int index) {
    return words[index];
  }

  FileDescription file() throws KernelError {
    return call.task().files().get(words[0]);
  }

  /** ENOTSOCK for another file. */
  static Socket socket(FileDescription file) throws KernelError {
    if (file.operations() instanceof Socket socket) {
      return socket;
    }
    throw Errno.ENOTSOCK.error();
  }

  Socket socket() throws KernelError {
    return socket(file());
  }

  byte[] address(int at, int length) throws KernelError {
    if (length < 0 || length > LONGEST_ADDRESS) {
      throw Errno.EINVAL.error();
    }
    byte[] bytes = new byte[length];
    memory().read(at, bytes, 0, length);
    return bytes;
  }

  /** Puts an address where the program wants it, as much as there is room for, and its length. */
  void answer(byte[] address, int at, int lengthAt) throws KernelError {
    int room = memory().read32(lengthAt);
    if (room < 0) {
      throw Errno.EINVAL.error();
    }
    memory().write(at, address, 0, Math.min(room, address.length));
    memory().write32(lengthAt, address.length);
  }
}
