package cloister.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code shell}: a root shell on the simulated Linux host. */
@Command(
    name = "shell",
    description = {
      "A root shell on the simulated Linux host; reads commands from the standard input.",
      "Its exit status is the command's."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class)
final class ShellCommand implements Callable<Integer> {
  @Override
  public Integer call() throws CommandFailure {
    return new LinuxHost(LinuxHost.DEFAULT_MEMORY, System.in)
        .run(LinuxHost.baseImage(), "/bin/sh", List.of("sh"), ExecCommand.ENVIRONMENT);
  }
}
