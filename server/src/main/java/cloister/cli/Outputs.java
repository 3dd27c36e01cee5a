package cloister.cli;

import cloister.bus.ByteSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the bytes of a booted machine go, and whether a text has appeared among them. */
final class Outputs implements AutoCloseable {
  static final String STDIO = "stdio";

  private final String wanted;
  private final List<OutputStream> files = new ArrayList<>();
  private Runnable onFound = () -> {};
  private boolean found;
  private Terminal terminal;

  /**
   * @param wanted the text to look for, or null
   */
  Outputs(String wanted) {
    this.wanted = wanted;
  }

  /** What to do as soon as the text has appeared. */
  void onFound(Runnable action) {
    onFound = action;
  }

  boolean wantsText() {
    return wanted != null;
  }

  boolean found() {
    return found;
  }

  /** The serial line: {@code stdio} or the name of a file. */
  ByteSink serial(String where, PrintWriter out) throws CommandFailure {
    if (!where.equals(STDIO)) {
      return file(Path.of(where));
    }
    terminal = new Terminal(out);
    return watched(terminal);
  }

  ByteSink file(Path path) throws CommandFailure {
    OutputStream stream;
    try {
      stream = new BufferedOutputStream(Files.newOutputStream(path));
    } catch (IOException e) {
      throw CommandFailure.ofInput(TextFile.reason("write", path, e));
    }
    files.add(stream);
    return watched(value -> write(stream, value));
  }

  private static void write(OutputStream stream, int value) {
    try {
      stream.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text may also appear on the screen: programs that know no serial line write there. */
  void look(List<String> screen) {
    if (wanted != null && screen.stream().anyMatch(line -> line.contains(wanted))) {
      found = true;
    }
  }

  private ByteSink watched(ByteSink sink) {
    if (wanted == null) {
      return sink;
    }
    TextSearch search = new TextSearch(wanted);
    return value -> {
      sink.put(value);
      if (search.endsWith(value)) {
        found = true;
        onFound.run();
      }
    };
  }

  /** Shows what has been written up to here. */
  void flush() {
    if (terminal != null) {
      terminal.flush();
    }
    for (OutputStream file : files) {
      try {
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends a line of the guest that has not ended, so that what follows stands on its own. */
  void endLine() {
    if (terminal != null) {
      terminal.endLine();
    }
  }

  @Override
  public void close() {
    finish();
  }

  /** The files hold all that they got; no more comes. */
  void finish() {
    for (OutputStream file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
