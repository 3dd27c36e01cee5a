package cloister.cc;

import cloister.cc.Gcc.Outcome;
import cloister.cc.driver.Arguments;
import cloister.cc.driver.Driver;
import cloister.cc.driver.Output;
import cloister.cc.driver.Sysroot;
import cloister.cc.driver.WrongUsage;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Our compiler and our library, whose programs run on the host's processor. */
public final class Ours {
  private static final Sysroot SYSROOT = builtSysroot();

  private Ours() {}

  /** What a command made, and what was said. */
  public record Made(List<Output> files, Diagnostics diagnostics) {
    /** The one file of a command without errors. */
    public byte[] bytes() {
      if (diagnostics.anyError()) {
        throw new IllegalStateException(String.join("\n", Problems.of(diagnostics)));
      }
      return files.getFirst().bytes();
    }
  }

  /** Headers, library and start of the build. */
  public static Sysroot sysroot() {
    return SYSROOT;
  }

  /** Carries out a compiler command on the files of a folder. */
  public static Made make(Path folder, List<String> command) {
    Diagnostics diagnostics = new Diagnostics();
    Driver driver = new Driver(new OpcodeTable(), SYSROOT, new Folder(folder), diagnostics);
    try {
      return new Made(driver.run(Arguments.read(command)), diagnostics);
    } catch (WrongUsage wrong) {
      throw new IllegalStateException(command.toString(), wrong);
    }
  }

  /** Compiles one source with some flags, and runs it. */
  public static Outcome run(Path source, List<String> flags) {
    List<String> command = new ArrayList<>(flags);
    command.add(source.getFileName().toString());
    Made made = make(source.toAbsolutePath().getParent(), command);
    return made.diagnostics().anyError()
        ? new Outcome(false, String.join("\n", Problems.of(made.diagnostics())), 1)
        : execute(made.bytes());
  }

  /** The same for many sources, two at a time; the outcomes are in the order of the sources. */
  public static List<Outcome> runAll(List<Path> sources, List<String> flags) {
    List<Callable<Outcome>> jobs = new ArrayList<>();
    for (Path source : sources) {
      jobs.add(() -> run(source, flags));
    }
    return Host.inParallel(jobs);
  }

  /** Runs a program. */
  public static Outcome execute(byte[] program) {
    try {
      Path file = Host.executable(program);
      Outcome outcome = Host.execute(List.of(file.toString()), Host.FOLDER);
      Files.delete(file);
      return outcome;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Sysroot builtSysroot() {
    try (InputStream in = Ours.class.getResourceAsStream("/cloister/libc/sysroot.a")) {
      if (in == null) {
        throw new IllegalStateException("the build has not made the sysroot yet");
      }
      return Sysroot.of(in.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private record Folder(Path path) implements cloister.cc.driver.Files {
    @Override
    public Optional<String> text(String name) {
      return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> bytes(String name) {
      try {
        return Optional.of(Files.readAllBytes(path.resolve(name)));
      } catch (IOException | InvalidPathException absent) {
        return Optional.empty();
      }
    }
  }
}
