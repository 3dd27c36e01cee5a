package cloister.kernel.tty;

import cloister.bus.ByteSink;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.FileOperations;

/**
 * What stands between keyboard, screen and programs (N_TTY): lines are typed, echoed and corrected
 * before a program gets them, unless it wants every byte.
 */
final class LineDiscipline {
  static final int CAPACITY = 4095;

  /** Marks the end of the input in what is ready to be read; no byte. */
  private static final char END = 0x100;

  private final Termios termios;
  private final ByteSink screen;

  /** Whole lines, one character a byte, and {@link #END}. */
  private final StringBuilder ready = new StringBuilder();

  /** The line that is being typed. */
  private final StringBuilder edited = new StringBuilder();

  LineDiscipline(Termios termios, ByteSink screen) {
    this.termios = termios;
    this.screen = screen;
  }

  int room() {
    return CAPACITY - ready.length() - edited.length();
  }

  int readable() {
    return ready.length();
  }

  boolean isReadable() {
    return !ready.isEmpty();
  }

  void flush() {
    ready.setLength(0);
    edited.setLength(0);
  }

  /** Where lines are not edited any more, what was begun is ready (n_tty_set_termios). */
  void modeChanged() {
    if (!termios.local(Termios.ICANON)) {
      hand();
    }
  }

  /** The signal that a key stands for; 0 for none. */
  int signalOf(int value) {
    if (!termios.local(Termios.ISIG)) {
      return 0;
    }
    return termios.is(value, Termios.VINTR)
        ? Signal.SIGINT
        : termios.is(value, Termios.VQUIT)
            ? Signal.SIGQUIT
            : termios.is(value, Termios.VSUSP) ? Signal.SIGTSTP : 0;
  }

  void echoSignal(int value) {
    if (!termios.local(Termios.NOFLSH)) {
      flush();
    }
    echo(value);
  }

  /** A byte that is no signal. */
  void type(int typed) {
    int value = typed;
    if (value == '\r') {
      if (termios.in(Termios.IGNCR)) {
        return;
      }
      value = termios.in(Termios.ICRNL) ? '\n' : value;
    } else if (value == '\n' && termios.in(Termios.INLCR)) {
      value = '\r';
    }
    if (!termios.local(Termios.ICANON)) {
      if (room() > 0) {
        ready.append((char) value);
        echo(value);
      }
    } else {
      edit(value);
    }
  }

  private void edit(int value) {
    if (termios.is(value, Termios.VERASE)) {
      erase(1);
    } else if (termios.is(value, Termios.VKILL)) {
      erase(edited.length());
    } else if (termios.is(value, Termios.VWERASE)) {
      erase(lastWord());
    } else if (termios.is(value, Termios.VEOF)) {
      hand();
      if (ready.isEmpty() || ready.charAt(ready.length() - 1) == '\n') {
        ready.append(END);
      }
    } else if (value == '\n' || termios.is(value, Termios.VEOL)) {
      edited.append((char) value);
      if (termios.local(Termios.ECHO) || termios.local(Termios.ECHONL)) {
        put(value);
      }
      hand();
    } else if (room() > 0) {
      edited.append((char) value);
      echo(value);
    }
  }

  private void hand() {
    ready.append(edited);
    edited.setLength(0);
  }

  private int lastWord() {
    int at = edited.length();
    while (at > 0 && edited.charAt(at - 1) == ' ') {
      at--;
    }
    while (at > 0 && edited.charAt(at - 1) != ' ') {
      at--;
    }
    return edited.length() - at;
  }

  private void erase(int count) {
    for (int i = 0; i < count && !edited.isEmpty(); i++) {
      int gone = edited.charAt(edited.length() - 1);
      edited.setLength(edited.length() - 1);
      boolean wide = gone < ' ' && termios.local(Termios.ECHOCTL);
      boolean continuation = (gone & 0xC0) == 0x80;
      if (continuation) {
        i--;
      } else if (termios.local(Termios.ECHO) && termios.local(Termios.ECHOE)) {
        for (int column = 0; column < (wide ? 2 : 1); column++) {
          screen.put('\b');
          screen.put(' ');
          screen.put('\b');
        }
      }
    }
  }

  private void echo(int value) {
    if (!termios.local(Termios.ECHO)) {
      return;
    }
    boolean control = (value < ' ' || value == 0x7f) && value != '\n' && value != '\t';
    if (control && termios.local(Termios.ECHOCTL)) {
      screen.put('^');
      screen.put(value ^ 0x40);
    } else {
      put(value);
    }
  }

  /** A byte of output. */
  private void put(int value) {
    if (value == '\n' && termios.out(Termios.OPOST) && termios.out(Termios.ONLCR)) {
      screen.put('\r');
    }
    screen.put(value);
  }

  int write(UserBuffer from) throws KernelError {
    byte[] bytes = new byte[Math.min(from.left(), CAPACITY)];
    from.get(bytes, 0, bytes.length);
    for (byte value : bytes) {
      put(value & 0xff);
    }
    return bytes.length;
  }

  int read(UserBuffer to) throws KernelError {
    if (ready.isEmpty()) {
      boolean polls = !termios.local(Termios.ICANON) && termios.character(Termios.VMIN) == 0;
      return polls ? 0 : FileOperations.WOULD_BLOCK;
    }
    int count = 0;
    int taken = 0;
    byte[] bytes = new byte[Math.min(to.left(), ready.length())];
    boolean lineEnds = false;
    while (taken < ready.length() && count < bytes.length && !lineEnds) {
      char value = ready.charAt(taken++);
      lineEnds = termios.local(Termios.ICANON) && (value == '\n' || value == END);
      if (value != END) {
        bytes[count++] = (byte) value;
      }
    }
    ready.delete(0, taken);
    to.put(bytes, 0, count);
    return count;
  }

  void save(ObjectWriter out) {
    saveText(out, ready);
    saveText(out, edited);
  }

  private static void saveText(ObjectWriter out, StringBuilder text) {
    int[] values = new int[text.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = text.charAt(i);
    }
    out.numbers(values);
  }

  void load(ObjectReader in) {
    loadText(in, ready);
    loadText(in, edited);
  }

  private static void loadText(ObjectReader in, StringBuilder text) {
    text.setLength(0);
    for (int value : in.numbers()) {
      text.append((char) value);
    }
  }
}
