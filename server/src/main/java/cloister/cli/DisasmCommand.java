package cloister.cli;

import cloister.bits.Hex;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.input.Numbers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code disasm}: a flat binary to NASM's language. */
@Command(
    name = "disasm",
    description = "Prints a flat binary as instructions: address, bytes, NASM's syntax.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "2:wrong usage, or a file that cannot be read"})
final class DisasmCommand implements Callable<Integer> {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE.bin", description = "the binary")
  private Path file;

  @Option(
      names = "--bits",
      paramLabel = "16|32",
      defaultValue = "16",
      description = "size of the code segment (default: ${DEFAULT-VALUE})")
  private int bits;

  @Option(
      names = "--org",
      paramLabel = "HEX",
      defaultValue = "0",
      description = "address of the first byte (default: ${DEFAULT-VALUE})")
  private String origin;

  @Override
  public Integer call() throws CommandFailure {
    if (bits != 16 && bits != 32) {
      throw new ParameterException(spec.commandLine(), "--bits is 16 or 32");
    }
    int address = address();
    byte[] code = TextFile.readBytes(file);
    Disassembler disassembler = new Disassembler(new OpcodeTable());
    PrintWriter out = spec.commandLine().getOut();
    for (int at = 0; at < code.length; ) {
      Line line = disassembler.disassemble(code, at, address + at, bits);
      String bytes = HEX.formatHex(code, at, at + line.length());
      out.println("%s  %-16s  %s".formatted(Hex.hex32(address + at), bytes, line.text()));
      at += line.length();
    }
    return ExitCode.OK;
  }

  private int address() {
    boolean prefixed = origin.startsWith("0x") || origin.startsWith("0X");
    OptionalInt parsed = Numbers.parseHex(prefixed ? origin.substring(2) : origin);
    return parsed.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), "--org is a hexadecimal address such as 7C00"));
  }
}
