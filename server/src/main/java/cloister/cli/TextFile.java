package cloister.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Reading and writing what the command line names; failures become one line and status 2. */
final class TextFile {
  private TextFile() {}

  static String read(Path file) throws CommandFailure {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.ofInput(reason("read", file, e));
    }
  }

  static byte[] readBytes(Path file) throws CommandFailure {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw CommandFailure.ofInput(reason("read", file, e));
    }
  }

  static void write(Path file, byte[] bytes) throws CommandFailure {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw CommandFailure.ofInput(reason("write", file, e));
    }
  }

  /** One line for a file that something could not be done with. */
  static String reason(String what, Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException missing when what.equals("read") ->
          "there is no file " + name(missing, file);
      case NoSuchFileException _ -> "there is no folder for " + file;
      case CharacterCodingException _ -> file + " is not UTF-8 text";
      case AccessDeniedException denied ->
          "cannot " + what + " " + name(denied, file) + ": permission denied";
      case NotDirectoryException wrong -> name(wrong, file) + " is not a folder";
      case FileSystemException known ->
          "cannot " + what + " " + name(known, file) + ": " + known.getReason();
      default -> "cannot " + what + " " + file + ": " + firstLine(e);
    };
  }

  /** The file that the system names, which may be another one of the same command. */
  private static String name(FileSystemException e, Path file) {
    return e.getFile() == null ? file.toString() : e.getFile();
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("the system does not say why");
  }
}
