package cloister.cli;

import cloister.bus.ByteSink;
import cloister.device.ide.Medium;
import cloister.hypervisor.TranslatedPc;
import cloister.hypervisor.VirtualPc;
import cloister.machine.Bare;
import cloister.machine.Computer;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.PortLog;
import cloister.machine.RomImage;
import cloister.server.translate.HiddenClasses;
import java.io.IOException;
import java.io.InputStream;
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
          + " or after --max-instructions. A guest of which no instruction succeeds for a million"
          + " steps, because each is refused or it waits for what is masked, got nowhere."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the guest shut down, got nowhere, or ended before the text of --until-output appeared",
      "2:wrong usage, or a file that cannot be read or written"
    })
final class BootCommand implements Callable<Integer> {
  private static final String BIOS = "/cloister/bios/bios.bin";
  private static final String VTX_ENTRY = "/cloister/bios/pc-vmx.bin";
  private static final String TRANSLATION_ENTRY = "/cloister/bios/pc-translation.bin";
  private static final String VTX = "vmx";
  private static final String TRANSLATION = "binary-translation";
  private static final List<String> TECHNIQUES = List.of("none", "bare", VTX, TRANSLATION);
  private static final String PC = "pc";
  private static final String BARE = "bare";
  private static final int MAX_MEMORY = 1024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--interpret",
      description = "does not translate code that runs often: slower, and the same otherwise")
  private boolean interpret;

  @Option(
      names = "--board",
      paramLabel = "NAME",
      defaultValue = "pc",
      description =
          "pc: a PC with its devices; bare: processor, memory and ports, no device and no interrupt"
              + " (default: ${DEFAULT-VALUE})")
  private String board;

  @Option(
      names = "--rom",
      paramLabel = "FILE@HEXADDR",
      converter = RomConverter.class,
      description =
          "a ROM and the address of its first byte; one that ends at 1 MiB is also seen at the end"
              + " of 4 GiB, where the processor starts, and of one that ends there the last 128 KiB"
              + " before 1 MiB")
  private List<RomFile> roms = List.of();

  @Option(
      names = "--disk",
      paramLabel = "FILE",
      converter = DiskFile.Converter.class,
      description =
          "a hard disk, or a CD-ROM when the name ends in .iso; what the guest writes is forgotten"
              + " at the end")
  private List<DiskFile> disks = List.of();

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "256",
      description = "RAM in MiB, 1 to " + MAX_MEMORY + " (default: ${DEFAULT-VALUE})")
  private int memory;

  @Option(
      names = "--serial",
      paramLabel = "stdio|FILE",
      defaultValue = "stdio",
      description =
          "where the serial line leads (default: ${DEFAULT-VALUE}); the standard input leads to it"
              + " when --serial=stdio is written out")
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
      description =
          "how the software runs: none, on the bare machine, vmx, as a guest of a hypervisor by"
              + " VT-x, or binary-translation, as a guest whose kernel is translated (default:"
              + " ${DEFAULT-VALUE})")
  private String technique;

  @Option(
      names = "--until-output",
      paramLabel = "TEXT",
      description =
          "stops with success when the serial line or a logged port has sent this text, or the"
              + " screen shows it")
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
      Computer machine = machine(outputs.serial(serial, out()));
      if (!interpret) {
        machine.busiest().translateWith(new HiddenClasses());
      }
      for (PortFile log : portLogs) {
        PortLog.listen(machine.ports(), log.port(), outputs.file(log.file()));
      }
      outputs.onFound(machine::requestStop);
      BootRun run = new BootRun(machine, outputs, input());
      sayWhenItEnds();
      try (Interruption _ = new Interruption(run::end)) {
        run.go(maxInstructions == null ? Long.MAX_VALUE : maxInstructions);
        outputs.endLine();
        print(run);
        out().flush();
        // Files hold all they got before the signal that ended this may end the JVM.
        outputs.finish();
      }
      if (outputs.wantsText() && !outputs.found()) {
        err().println("cloister boot: --until-output: “" + untilOutput + "” did not appear");
      }
      return run.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (UncheckedIOException e) {
      throw new CommandFailure(e.getCause().getMessage());
    } finally {
      disks.forEach(DiskFile::close);
    }
  }

  private void sayWhenItEnds() {
    if (maxInstructions == null && untilOutput == null) {
      err()
          .println(
              "cloister boot: runs until the guest can do nothing more, or until Ctrl-C; then comes"
                  + " what its screen shows");
    }
  }

  private Computer machine(ByteSink output) {
    if (board.equals(BARE)) {
      return new Bare(memory << 20, firmware(), output);
    }
    PcParts parts =
        new PcParts(
            memory << 20,
            firmware(),
            disks.stream().filter(disk -> !disk.isDisc()).map(Medium.class::cast).toList(),
            disks.stream().filter(DiskFile::isDisc).map(Medium.class::cast).findFirst(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    return switch (technique) {
      case VTX -> new VirtualPc(parts, resource(VTX_ENTRY), output);
      case TRANSLATION -> new TranslatedPc(parts, resource(TRANSLATION_ENTRY), output);
      default -> new Pc(parts, output);
    };
  }

  /** The ROMs that were named; a PC without any has our own BIOS. */
  private List<RomImage> firmware() {
    return board.equals(PC) && roms.isEmpty()
        ? List.of(RomImage.bios(resource(BIOS)))
        : roms.stream().map(RomFile::image).toList();
  }

  private static byte[] resource(String name) {
    try (InputStream in = RomImage.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is typed goes to the serial line only when that was asked for. */
  private InputStream input() {
    boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--serial");
    return asked && serial.equals(Outputs.STDIO) ? System.in : InputStream.nullInputStream();
  }

  private void check() {
    if (!board.equals(BARE) && !board.equals(PC)) {
      throw wrong("--board: there is no board " + board + "; pc and bare are there");
    }
    if (board.equals(BARE) && !disks.isEmpty()) {
      throw wrong("--disk: the bare board has no drive for " + disks.getFirst().path());
    }
    long discs = disks.stream().filter(DiskFile::isDisc).count();
    if (discs > 1 || disks.size() - discs > PcParts.MAX_DISKS) {
      throw wrong("--disk: there are places for three disks and one CD-ROM");
    }
    if (!TECHNIQUES.contains(technique)) {
      throw wrong(
          "--technique: there is no technique "
              + technique
              + " here; none, vmx and binary-translation are there");
    }
    if (!technique.equals("none") && !technique.equals("bare") && board.equals(BARE)) {
      throw wrong("--technique: the bare board takes no hypervisor; use --board pc");
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
    if (nothingToBoot()) {
      throw wrong(
          "--disk: there is nothing to boot; name a disk or a ROM, or let our BIOS wait for a key"
              + " up to --max-instructions or --until-output");
    }
    if (firmware().stream().noneMatch(RomImage::holdsResetVector)) {
      throw wrong(
          "--rom: none of the ROMs holds the reset vector; one must end at 1 MiB (address 0x100000"
              + " less its size) or at 4 GiB");
    }
    checkOutputs();
  }

  private void checkOutputs() {
    Targets targets = new Targets(spec.commandLine());
    roms.forEach(rom -> targets.reads(rom.file(), "a ROM"));
    disks.forEach(disk -> targets.reads(disk.path(), "a disk"));
    if (!serial.equals(Outputs.STDIO)) {
      targets.writes(Path.of(serial), "--serial");
    }
    portLogs.forEach(log -> targets.writes(log.file(), "--port-log"));
  }

  /** Our own BIOS without a disk waits for a key, which never comes. */
  private boolean nothingToBoot() {
    boolean bounded = maxInstructions != null || untilOutput != null;
    return board.equals(PC) && roms.isEmpty() && disks.isEmpty() && !bounded;
  }

  private void print(BootRun run) {
    if (json) {
      out().println(run.toJson().write());
    } else {
      run.screen().forEach(out()::println);
      out().println(run.sentence());
      run.shares().ifPresent(out()::println);
      out().println("digest " + run.digest());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }

  /** A ROM and where it was read. */
  record RomFile(Path file, RomImage image) {}

  /** Where the bytes of a port go. */
  record PortFile(int port, Path file) {}
}
