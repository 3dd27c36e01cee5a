package cloister.kernel.tty;

import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** How a terminal treats what goes through it (termios(3)), by the kernel's values. */
public final class Termios {
  public static final int ICRNL = 0400;
  public static final int INLCR = 0100;
  public static final int IGNCR = 0200;
  public static final int OPOST = 1;
  public static final int ONLCR = 4;
  public static final int ISIG = 1;
  public static final int ICANON = 2;
  public static final int ECHO = 010;
  public static final int ECHOE = 020;
  public static final int ECHOK = 040;
  public static final int ECHONL = 0100;
  public static final int NOFLSH = 0200;
  public static final int TOSTOP = 0400;
  public static final int ECHOCTL = 01000;

  public static final int VINTR = 0;
  public static final int VQUIT = 1;
  public static final int VERASE = 2;
  public static final int VKILL = 3;
  public static final int VEOF = 4;
  public static final int VTIME = 5;
  public static final int VMIN = 6;
  public static final int VSUSP = 10;
  public static final int VEOL = 11;
  public static final int VWERASE = 14;

  private static final int CHARACTERS = 19;

  /** What Linux gives a new terminal (tty_std_termios). */
  private int input = 02400 | ICRNL;

  private int output = OPOST | ONLCR;
  private int control = 02277;
  private int local = 0105073 | ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL;
  private int line;
  private int[] characters = {
    3, 034, 0177, 025, 4, 0, 1, 0, 021, 023, 032, 0, 022, 017, 027, 026, 0, 0, 0
  };

  boolean in(int flag) {
    return (input & flag) != 0;
  }

  boolean out(int flag) {
    return (output & flag) != 0;
  }

  boolean local(int flag) {
    return (local & flag) != 0;
  }

  int character(int index) {
    return characters[index];
  }

  /** Whether a byte is a special character that is switched on: 0 is none. */
  boolean is(int value, int index) {
    return value != 0 && characters[index] == value;
  }

  void writeTo(UserMemory memory, int address) throws KernelError {
    memory.write32(address, input);
    memory.write32(address + 4, output);
    memory.write32(address + 8, control);
    memory.write32(address + 12, local);
    memory.write8(address + 16, line);
    for (int i = 0; i < CHARACTERS; i++) {
      memory.write8(address + 17 + i, characters[i]);
    }
  }

  void readFrom(UserMemory memory, int address) throws KernelError {
    int[] fresh = new int[CHARACTERS];
    for (int i = 0; i < CHARACTERS; i++) {
      fresh[i] = memory.read8(address + 17 + i);
    }
    input = memory.read32(address);
    output = memory.read32(address + 4);
    control = memory.read32(address + 8);
    local = memory.read32(address + 12);
    line = memory.read8(address + 16);
    characters = fresh;
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {input, output, control, local, line});
    out.numbers(characters);
  }

  void load(ObjectReader in) {
    int[] words = in.numbers();
    input = words[0];
    output = words[1];
    control = words[2];
    local = words[3];
    line = words[4];
    characters = in.numbers();
  }
}
