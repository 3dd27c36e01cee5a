package cloister.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reading and writing what the command line names; failures become one line. */
final class TextFile {
  private TextFile() {}

  static String read(Path file) throws CommandFailure {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no file " + file);
    } catch (MalformedInputException e) {
      throw new CommandFailure(file + " is not UTF-8 text");
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage());
    }
  }

  static byte[] readBytes(Path file) throws CommandFailure {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no file " + file);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage());
    }
  }

  static void write(Path file, byte[] bytes) throws CommandFailure {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e.getMessage());
    }
  }
}
