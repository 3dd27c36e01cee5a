package cloister.cli;

import cloister.bits.Hex;
import cloister.bus.Memory;
import cloister.machine.RomImage;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code FILE@HEXADDR}. */
final class RomConverter implements ITypeConverter<RomImage> {
  private static final long END = 1L << 32;

  @Override
  public RomImage convert(String value) {
    int at = value.lastIndexOf('@');
    if (at <= 0) {
      throw new TypeConversionException("'" + value + "' has not the form FILE@HEXADDR");
    }
    OptionalInt address = HexText.parse(value.substring(at + 1));
    if (address.isEmpty()) {
      throw new TypeConversionException(
          "'" + value.substring(at + 1) + "' is no hexadecimal address");
    }
    return image(Path.of(value.substring(0, at)), address.getAsInt());
  }

  private static RomImage image(Path file, int address) {
    byte[] content;
    try {
      content = TextFile.readBytes(file);
    } catch (CommandFailure e) {
      throw new TypeConversionException(e.getMessage());
    }
    boolean pages = content.length > 0 && content.length % Memory.PAGE_SIZE == 0;
    if (!pages || address % Memory.PAGE_SIZE != 0) {
      throw new TypeConversionException(
          "%s of %d bytes at %s: size and address must be multiples of 4096"
              .formatted(file, content.length, Hex.prefixed(address)));
    }
    if (Integer.toUnsignedLong(address) + content.length > END) {
      throw new TypeConversionException(
          file + " at " + Hex.prefixed(address) + " goes beyond 4 GiB");
    }
    return new RomImage(address, content);
  }
}
