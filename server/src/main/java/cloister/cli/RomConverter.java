package cloister.cli;

import cloister.bits.Hex;
import cloister.bus.Memory;
import cloister.machine.RomImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code FILE@HEXADDR}. */
final class RomConverter implements ITypeConverter<BootCommand.RomFile> {
  private static final long END = 1L << 32;

  @Override
  public BootCommand.RomFile convert(String value) {
    int at = value.lastIndexOf('@');
    if (at <= 0) {
      throw new TypeConversionException("'" + value + "' has not the form FILE@HEXADDR");
    }
    OptionalInt address = HexText.parse(value.substring(at + 1));
    if (address.isEmpty()) {
      throw new TypeConversionException(
          "'" + value.substring(at + 1) + "' is no hexadecimal address");
    }
    Path file = Path.of(value.substring(0, at));
    return new BootCommand.RomFile(file, image(file, address.getAsInt()));
  }

  private static RomImage image(Path file, int address) {
    byte[] content;
    try {
      content = TextFile.readBytes(file);
    } catch (CommandFailure e) {
      throw new TypeConversionException(e.getMessage());
    }
    if (content.length == 0) {
      throw new TypeConversionException(file + " is empty");
    }
    if (address % Memory.PAGE_SIZE != 0) {
      throw new TypeConversionException(
          "%s of %d bytes at %s: the address must be a multiple of 4096"
              .formatted(file, content.length, Hex.prefixed(address)));
    }
    if (Integer.toUnsignedLong(address) + content.length > END) {
      throw new TypeConversionException(
          file + " at " + Hex.prefixed(address) + " goes beyond 4 GiB");
    }
    int pages = (content.length + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE;
    return new RomImage(address, Arrays.copyOf(content, pages * Memory.PAGE_SIZE));
  }
}
