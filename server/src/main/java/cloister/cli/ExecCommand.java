package cloister.cli;

import cloister.kernel.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exec}: a program of i386 Linux on the simulated machine. */
@Command(
    name = "exec",
    description = {
      "Runs a program of i386 Linux on the simulated machine, under its own kernel.",
      "Standard input, output and error are the program's, and its exit status is the command's;"
          + " 128 and the signal's number where a signal ended it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0-255:that of the program",
      "126:the program cannot be executed",
      "127:there is no such program",
      "2:wrong usage"
    })
final class ExecCommand implements Callable<Integer> {
  static final List<String> ENVIRONMENT =
      List.of("PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME=/root", "TERM=dumb");

  private static final int MOST_MEMORY = 1024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rootfs",
      paramLabel = "DIR|TAR",
      description = "the files that the program finds; without it, those of our own programs")
  private Path rootfs;

  @Option(
      names = "--env",
      paramLabel = "K=V",
      description = "sets a variable of the program's environment")
  private List<String> variables = List.of();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "writes the system calls, as strace -f -o FILE would")
  private Path trace;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "" + LinuxHost.DEFAULT_MEMORY,
      description = "RAM in MiB, 8 to " + MOST_MEMORY + " (default: ${DEFAULT-VALUE})")
  private int memory;

  @Parameters(arity = "1..*", paramLabel = "PROGRAM ARG", description = "what is run")
  private List<String> command = List.of();

  @Override
  public Integer call() throws CommandFailure {
    if (memory < 8 || memory > MOST_MEMORY) {
      throw wrong("--memory: " + memory + " is not between 8 and " + MOST_MEMORY);
    }
    for (String variable : variables) {
      if (variable.indexOf('=') <= 0) {
        throw wrong("--env: " + variable + " is not of the form NAME=VALUE");
      }
    }
    List<ImageFile> files = rootfs == null ? LinuxHost.baseImage() : LinuxHost.image(rootfs);
    List<String> words = command.stream().map(ExecCommand::bytes).toList();
    LinuxHost host = new LinuxHost(memory, System.in);
    if (trace == null) {
      return host.run(files, words.getFirst(), words, environment());
    }
    try (CallTrace calls = new CallTrace(trace)) {
      host.machine().setKernelEventSink(calls);
      return host.run(files, words.getFirst(), words, environment());
    } catch (IOException e) {
      throw CommandFailure.ofInput("--trace: " + trace + " cannot be written");
    }
  }

  private List<String> environment() {
    List<String> all = new ArrayList<>(ENVIRONMENT);
    for (String variable : variables) {
      String name = variable.substring(0, variable.indexOf('=') + 1);
      all.removeIf(one -> one.startsWith(name));
      all.add(bytes(variable));
    }
    return all;
  }

  /** One character a byte. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }
}
