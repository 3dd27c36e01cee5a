package cloister.cli;

import cloister.bus.ByteSink;
import cloister.codec.Tar;
import cloister.kernel.Image;
import cloister.kernel.ImageFile;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.exec.Arguments;
import cloister.platform.LinuxMachine;
import cloister.server.translate.HiddenClasses;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A simulated Linux machine whose first program has this process's input and output. */
final class LinuxHost {
  static final int DEFAULT_MEMORY = 64;

  private static final String ENTRY_CODE = "/cloister/kernel/entry.bin";
  private static final String BASE_IMAGE = "/cloister/linux/base.tar";
  private static final int SLICE = 1 << 20;
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;
  private static final int SIGNALLED = 128;

  private final InputStream input;
  private final OutputStream output =
      new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
  private final OutputStream error = new FileOutputStream(FileDescriptor.err);
  private final LinuxMachine machine;

  /**
   * @param memory MiB
   */
  LinuxHost(int memory, InputStream input) {
    this.input = input;
    machine = new LinuxMachine(memory << 20, resource(ENTRY_CODE), this::sink, ByteSink.NONE);
    machine.cpu().translateWith(new HiddenClasses());
  }

  LinuxMachine machine() {
    return machine;
  }

  private ByteSink sink(int stream) {
    OutputStream to = stream == 2 ? error : output;
    return value -> {
      try {
        if (stream == 2) {
          output.flush();
        }
        to.write(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static byte[] resource(String name) {
    try (InputStream in = LinuxMachine.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of our own programs. */
  static List<ImageFile> baseImage() {
    return Image.ofTar(resource(BASE_IMAGE));
  }

  /** The files of a folder or an archive. */
  static List<ImageFile> image(Path root) throws CommandFailure {
    try {
      if (java.nio.file.Files.isDirectory(root)) {
        return FolderImage.of(root);
      }
      byte[] archive = java.nio.file.Files.readAllBytes(root);
      if (!Tar.isTar(archive)) {
        throw CommandFailure.ofInput("--rootfs: " + root + " is neither a folder nor an archive");
      }
      return Image.ofTar(archive);
    } catch (IOException e) {
      throw CommandFailure.ofInput("--rootfs: " + root + " cannot be read");
    }
  }

  /**
   * Runs a program to its end.
   *
   * @return its exit status, as a shell would tell it
   */
  int run(List<ImageFile> files, String program, List<String> arguments, List<String> environment)
      throws CommandFailure {
    try {
      machine.boot(
          files, paths(program, environment), new Arguments(arguments, environment), false);
    } catch (KernelError refused) {
      if (machine.kernel().hasStarted()) {
        System.err.println("cloister exec: " + program + ": " + refused.errno().text());
        return refused.errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE;
      }
      throw new CommandFailure("the files do not fit: " + refused.errno().text());
    }
    try {
      go();
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!machine.kernel().hasEnded()) {
      throw new CommandFailure("all programs wait for something that will never happen");
    }
    int status = machine.kernel().status();
    return (status & 0x7f) == 0 ? status >> 8 & 0xff : SIGNALLED + (status & 0x7f);
  }

  /** Where a program without a slash is looked for. */
  private static List<String> paths(String program, List<String> environment) {
    if (program.contains("/")) {
      return List.of(program);
    }
    List<String> paths = new ArrayList<>();
    for (String variable : environment) {
      if (variable.startsWith("PATH=")) {
        for (String folder : variable.substring(5).split(":")) {
          paths.add((folder.isEmpty() ? "." : folder) + "/" + program);
        }
      }
    }
    return paths.isEmpty() ? List.of(program) : paths;
  }

  private void go() throws IOException {
    while (!machine.stopped()) {
      machine.run(SLICE);
      output.flush();
      if (machine.awaitsInput()) {
        feed();
      }
    }
  }

  /** Takes what is there, or waits for it. */
  private void feed() throws IOException {
    byte[] bytes = new byte[machine.roomForInput()];
    int count = input.read(bytes);
    for (int i = 0; i < count; i++) {
      machine.receive(bytes[i] & 0xff);
    }
    if (count < 0) {
      machine.endInput();
    }
  }
}
