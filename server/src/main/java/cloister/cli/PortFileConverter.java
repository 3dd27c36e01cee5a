package cloister.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code HEXPORT=FILE}. */
final class PortFileConverter implements ITypeConverter<BootCommand.PortFile> {
  private static final int LAST_PORT = 0xffff;

  @Override
  public BootCommand.PortFile convert(String value) {
    int equals = value.indexOf('=');
    if (equals <= 0 || equals == value.length() - 1) {
      throw new TypeConversionException("'" + value + "' has not the form HEXPORT=FILE");
    }
    String digits = value.substring(0, equals);
    OptionalInt port = HexText.parse(digits);
    if (port.isEmpty() || port.getAsInt() < 0 || port.getAsInt() > LAST_PORT) {
      throw new TypeConversionException("'" + digits + "' is no hexadecimal port up to FFFF");
    }
    return new BootCommand.PortFile(port.getAsInt(), Path.of(value.substring(equals + 1)));
  }
}
