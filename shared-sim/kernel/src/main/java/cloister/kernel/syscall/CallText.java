package cloister.kernel.syscall;

import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Registers;

/** The arguments of a system call as strace(1) shows them. */
public final class CallText {
  private static final int MOST_BYTES = 32;
  private static final int MOST_WORDS = 8;
  private static final String[] FLAGS = {
    "O_CREAT", "O_EXCL", "O_NOCTTY", "O_TRUNC", "O_APPEND", "O_NONBLOCK"
  };

  private final UserMemory memory;
  private final Registers registers;

  public CallText(UserMemory memory, Registers registers) {
    this.memory = memory;
    this.registers = registers;
  }

  /**
   * All of them.
   *
   * @param read how many bytes a call has put where its row says; -1 before it has
   */
  public String arguments(SystemCall row, int read) {
    StringBuilder text = new StringBuilder();
    String kinds = row.arguments();
    for (int i = 0; i < kinds.length() && i < 6; i++) {
      text.append(i == 0 ? "" : ", ").append(argument(kinds.charAt(i), i, read));
    }
    return text.toString();
  }

  private String argument(char kind, int index, int read) {
    int value = registers.argument(index);
    return switch (kind) {
      case 'd' -> Integer.toString(value);
      case 'f' -> value == Call.AT_WORKING_DIRECTORY ? "AT_FDCWD" : Integer.toString(value);
      case 'o' -> "0" + Integer.toOctalString(value);
      case 's' -> text(value, 256);
      case 'v' -> vector(value);
      case 'b' -> bytes(value, registers.argument(index + 1));
      case 'B' -> read < 0 ? address(value) : bytes(value, read);
      case 'O' -> flags(value);
      case 'K' -> value == 0 ? "IPC_PRIVATE" : address(value);
      case 'i' -> keyFlags(value);
      case 'y' -> SocketText.family(value);
      case 't' -> SocketText.type(value);
      case 'a' -> new SocketText(memory).address(value, registers.argument(index + 1));
      default -> address(value);
    };
  }

  private static String address(int value) {
    return value == 0 ? "NULL" : "0x" + Integer.toHexString(value);
  }

  private String text(int address, int most) {
    StringBuilder text = new StringBuilder("\"");
    try {
      for (int i = 0; i < most; i++) {
        int c = memory.read8(address + i);
        if (c == 0) {
          return text.append('"').toString();
        }
        append(text, c);
      }
      return text.append("\"...").toString();
    } catch (KernelError notThere) {
      return address(address);
    }
  }

  private String bytes(int address, int count) {
    StringBuilder text = new StringBuilder("\"");
    try {
      for (int i = 0; i < Math.min(count, MOST_BYTES); i++) {
        append(text, memory.read8(address + i));
      }
      return text.append(count > MOST_BYTES ? "\"..." : "\"").toString();
    } catch (KernelError notThere) {
      return address(address);
    }
  }

  private static void append(StringBuilder text, int c) {
    switch (c) {
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\r' -> text.append("\\r");
      case '"', '\\' -> text.append('\\').append((char) c);
      default -> {
        if (c < ' ' || c > '~') {
          text.append('\\').append(Integer.toOctalString(c));
        } else {
          text.append((char) c);
        }
      }
    }
  }

  private String vector(int address) {
    StringBuilder text = new StringBuilder("[");
    try {
      int pointer = address == 0 ? 0 : memory.read32(address);
      for (int i = 0; pointer != 0 && i < MOST_WORDS; i++) {
        text.append(i == 0 ? "" : ", ").append(text(pointer, MOST_BYTES));
        pointer = memory.read32(address + 4 * i + 4);
      }
      return text.append(pointer == 0 ? "]" : ", ...]").toString();
    } catch (KernelError notThere) {
      return address(address);
    }
  }

  /** Flags of open(2), by their names. */
  public static String flags(int value) {
    String[] modes = {"O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"};
    StringBuilder text = new StringBuilder(modes[value & OpenFlags.ACCESS_MODE]);
    for (int i = 0; i < FLAGS.length; i++) {
      if ((value & OpenFlags.CREATE << i) != 0) {
        text.append('|').append(FLAGS[i]);
      }
    }
    flag(text, value, OpenFlags.LARGE_FILE, "O_LARGEFILE");
    flag(text, value, OpenFlags.DIRECTORY, "O_DIRECTORY");
    flag(text, value, OpenFlags.NO_FOLLOW, "O_NOFOLLOW");
    flag(text, value, OpenFlags.CLOSE_ON_EXEC, "O_CLOEXEC");
    flag(text, value, OpenFlags.PATH, "O_PATH");
    return text.toString();
  }

  /** Flags of shmget(2) and its like, and the mode. */
  private static String keyFlags(int value) {
    String create = (value & 01000) != 0 ? "IPC_CREAT|" : "";
    String exclusive = (value & 02000) != 0 ? "IPC_EXCL|" : "";
    return create + exclusive + "0" + Integer.toOctalString(value & ~03000);
  }

  private static void flag(StringBuilder text, int value, int flag, String name) {
    if ((value & flag) != 0) {
      text.append('|').append(name);
    }
  }
}
