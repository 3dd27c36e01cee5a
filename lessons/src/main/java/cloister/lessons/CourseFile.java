package cloister.lessons;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a course's files; whatever goes wrong names the file. */
final class CourseFile {
  private CourseFile() {}

  static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (CharacterCodingException e) {
      throw new FileSystemException(file.toString(), null, "it is not UTF-8 text");
    } catch (IOException e) {
      throw new FileSystemException(file.toString(), null, e.getMessage());
    }
  }
}
