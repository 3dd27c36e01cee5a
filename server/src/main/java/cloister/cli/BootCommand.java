package cloister.cli;

import cloister.machine.Bare;
import cloister.machine.Machine;
import cloister.machine.PortLog;
import cloister.machine.RomImage;
import cloister.server.run.Technique;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code boot}: a whole machine from its reset vector. */
@Command(
    name = "boot",
    description = {
      "Starts a machine at its reset vector and runs it.",
      "It ends when the guest can do nothing more, when the text of --until-output has appeared,"
          + " or after --max-instructions."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the guest shut down, or ended before the text of --until-output appeared",
      "2:wrong usage"
    })
final class BootCommand implements Callable<Integer> {
  private static final int MAX_MEMORY = 1024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--board",
      paramLabel = "NAME",
      defaultValue = "pc",
      description =
          "bare: processor, memory and ports, no device and no interrupt (default:"
              + " ${DEFAULT-VALUE})")
  private String board;

  @Option(
      names = "--rom",
      paramLabel = "FILE@HEXADDR",
      converter = RomConverter.class,
      description =
          "a ROM and the address of its first byte; one that ends at 1 MiB is also seen at the end"
              + " of 4 GiB, where the processor starts")
  private List<RomImage> roms = List.of();

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "RAM in MiB, 1 to " + MAX_MEMORY + " (default: ${DEFAULT-VALUE})")
  private int memory;

  @Option(
      names = "--serial",
      paramLabel = "stdio|FILE",
      defaultValue = "stdio",
      description = "where the serial line leads (default: ${DEFAULT-VALUE})")
  private String serial;

  @Option(
      names = "--port-log",
      paramLabel = "HEXPORT=FILE",
      converter = PortFileConverter.class,
      description = "writes the bytes that the guest sends to a port into a file, in order")
  private List<PortFile> portLogs = List.of();

  @Option(
      names = "--technique",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "how the guest runs: none, on the bare machine (default: ${DEFAULT-VALUE})")
  private String technique;

  @Option(
      names = "--until-output",
      paramLabel = "TEXT",
      description = "stops with success when the serial line or a logged port has sent this text")
  private String untilOutput;

  @Option(
      names = "--max-instructions",
      paramLabel = "N",
      description = "stops after so many instructions")
  private Long maxInstructions;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    check();
    try (Outputs outputs = new Outputs(untilOutput)) {
      Machine machine = new Bare(memory << 20, roms, outputs.serial(serial, out()));
      for (PortFile log : portLogs) {
        PortLog.listen(machine.ports(), log.port(), outputs.file(log.file()));
      }
      outputs.onFound(machine::requestStop);
      BootRun run = new BootRun(machine, outputs);
      run.go(maxInstructions == null ? Long.MAX_VALUE : maxInstructions);
      outputs.endLine();
      print(run);
      return run.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (UncheckedIOException e) {
      throw new CommandFailure(e.getCause().getMessage());
    }
  }

  private void check() {
    if (!board.equals("bare")) {
      throw wrong("--board: there is no board " + board + " here; bare is the only one");
    }
    if (!Technique.isKnown(technique)) {
      throw wrong(
          "--technique: there is no technique " + technique + " here; none is the only one");
    }
    if (memory < 1 || memory > MAX_MEMORY) {
      throw wrong("--memory: " + memory + " is not between 1 and " + MAX_MEMORY);
    }
    if (maxInstructions != null && maxInstructions < 1) {
      throw wrong("--max-instructions: " + maxInstructions + " is less than 1");
    }
    if (untilOutput != null && untilOutput.isEmpty()) {
      throw wrong("--until-output: the text is empty");
    }
    if (roms.stream().noneMatch(RomImage::holdsResetVector)) {
      throw wrong(
          "--rom: none of the ROMs holds the reset vector; one must end at 1 MiB (address 0x100000"
              + " less its size) or at 4 GiB");
    }
  }

  private void print(BootRun run) {
    if (json) {
      out().println(run.toJson().write());
    } else {
      out().println(run.sentence());
      out().println("digest " + run.digest());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }

  /** Where the bytes of a port go. */
  record PortFile(int port, Path file) {}
}
