package cloister.cli;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.cpu.decode.OpcodeTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asm}: a source in NASM's language to a flat binary. */
@Command(
    name = "asm",
    description = "Assembles a source in NASM's language to a flat binary.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the source has errors",
      "2:wrong usage, or a file that cannot be read"
    })
final class AsmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE.asm", description = "the source")
  private Path source;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE.bin",
      description = "where the binary goes")
  private Path output;

  @Option(
      names = "--listing",
      paramLabel = "FILE",
      description = "also writes each source line with its address and bytes")
  private Path listing;

  @Override
  public Integer call() throws CommandFailure {
    checkOutputs(List.of(source), "the source");
    String text = TextFile.read(source);
    ReadFiles included = new ReadFiles(source.resolveSibling(""));
    Assembler assembler = new Assembler(new OpcodeTable(), included, Map.of());
    Assembly assembly = assembler.assemble(source.getFileName().toString(), text);
    new AssemblyReport(spec.commandLine().getErr()).print(assembly);
    if (!assembly.succeeded()) {
      return ExitCode.SOFTWARE;
    }
    checkOutputs(included.read(), "a file that the source includes");
    TextFile.write(output, assembly.image());
    if (listing != null) {
      String lines = new Listing(source.getFileName().toString(), text, assembly).text();
      TextFile.write(listing, lines.getBytes(StandardCharsets.UTF_8));
    }
    return ExitCode.OK;
  }

  private void checkOutputs(Collection<Path> inputs, String what) {
    Targets targets = new Targets(spec.commandLine());
    inputs.forEach(input -> targets.reads(input, what));
    targets.writes(output, "-o");
    if (listing != null) {
      targets.writes(listing, "--listing");
    }
  }
}
