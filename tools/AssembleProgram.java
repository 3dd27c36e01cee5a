import cloister.asm.AsmError;
import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import cloister.message.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Assembles the BIOS, or an example for the PC, with the simulator's own assembler.
 *
 * <p>Arguments: the source, the image, and the catalogue of the assembler's messages.
 */
final class AssembleProgram {
  private AssembleProgram() {}

  public static void main(String[] args) throws Exception {
    Path source = Path.of(args[0]);
    Path image = Path.of(args[1]);
    FileProvider files = name -> text(source.resolveSibling(name));
    Assembler assembler = new Assembler(new OpcodeTable(), files, Map.of());
    Assembly assembly = assembler.assemble(source.toString(), Files.readString(source));
    if (!assembly.succeeded()) {
      Catalogue words = Catalogue.parse(Files.readString(Path.of(args[2])));
      for (AsmError error : assembly.errors()) {
        String place = error.file() + ":" + error.line() + ":" + error.column();
        System.err.println(place + ": " + words.format(error.message()));
      }
      System.exit(1);
    }
    Files.createDirectories(image.getParent());
    Files.write(image, assembly.image());
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
