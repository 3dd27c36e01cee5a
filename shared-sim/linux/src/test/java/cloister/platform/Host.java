package cloister.platform;

import cloister.bus.ByteSink;
import cloister.bus.Memory;
import cloister.kernel.Image;
import cloister.kernel.ImageFile;
import cloister.kernel.abi.KernelError;
import cloister.kernel.exec.Arguments;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A simulated Linux machine that a test runs a program on. */
final class Host {
  static final List<String> ENVIRONMENT = List.of("PATH=/bin", "HOME=/root");

  private static final int MEMORY = 32 << 20;
  private static final long MOST_STEPS = 2_000_000_000L;

  private final StringBuilder output = new StringBuilder();
  private final LinuxMachine machine;
  private byte[] input = {};
  private int taken;

  Host() {
    this(MEMORY);
  }

  Host(int memoryBytes) {
    machine =
        new LinuxMachine(
            memoryBytes,
            resource("/cloister/kernel/entry.bin"),
            stream -> value -> output.append((char) value),
            ByteSink.NONE);
  }

  static byte[] resource(String name) {
    try (InputStream in = LinuxMachine.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ImageFile> baseImage() {
    return Image.ofTar(resource("/cloister/linux/base.tar"));
  }

  LinuxMachine machine() {
    return machine;
  }

  Host input(String text) {
    input = text.getBytes(StandardCharsets.ISO_8859_1);
    return this;
  }

  /** Starts a program of the base image, or of files beside it. */
  Host boot(List<ImageFile> more, String path, String... arguments) {
    List<ImageFile> files = new ArrayList<>(baseImage());
    files.addAll(more);
    try {
      machine.boot(files, List.of(path), new Arguments(List.of(arguments), ENVIRONMENT), false);
    } catch (KernelError refused) {
      throw new AssertionError(refused.errno().name(), refused);
    }
    return this;
  }

  static Host shell(String command) {
    return new Host().boot(List.of(), "/bin/sh", "sh", "-c", command);
  }

  /** Runs to the end, in pieces. */
  Host run(int piece) {
    long done = 0;
    while (!machine.stopped() && done < MOST_STEPS) {
      done += machine.run(piece);
      feed();
    }
    return this;
  }

  Host run() {
    return run(1 << 20);
  }

  private void feed() {
    if (machine.awaitsInput()) {
      if (taken == input.length) {
        machine.endInput();
      }
      while (taken < input.length && machine.roomForInput() > 0) {
        machine.receive(input[taken++] & 0xff);
      }
    }
  }

  String output() {
    return output.toString();
  }

  /** As wait(2) tells it. */
  int status() {
    return machine.kernel().status();
  }

  byte[] state() {
    StateWriter out = new StateWriter();
    machine.save(out);
    return out.toBytes();
  }

  /** Another one, restored from what this one saves. */
  Host copy() {
    Host copy = new Host();
    Memory from = machine.memory();
    byte[] page = new byte[Memory.PAGE_SIZE];
    for (int i = 0; i < from.pageCount(); i++) {
      from.readPage(i, page);
      copy.machine.memory().writePage(i, page);
    }
    copy.machine.load(new StateReader(state()));
    return copy;
  }
}
