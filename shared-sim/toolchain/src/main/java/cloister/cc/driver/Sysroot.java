package cloister.cc.driver;

import cloister.codec.Utf8;
import cloister.elf.Archive;
import cloister.elf.MalformedElf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers and the library that programs in C are made with, packed into one archive by the
 * build: {@code include/…} as texts, {@code lib/crt0.o}, {@code lib/libc.a} and {@code
 * lib/libgcc.a}.
 */
public final class Sysroot {
  /** The folder of the standard headers, as the search of includes names it. */
  public static final String HEADERS = "/usr/include";

  private static final String INCLUDE = "include/";

  private final Map<String, byte[]> files = new TreeMap<>();

  private Sysroot() {}

  /** One without any file: for programs that bring all they need. */
  public static Sysroot empty() {
    return new Sysroot();
  }

  /**
   * The sysroot in an archive.
   *
   * @throws IllegalStateException when it is not one: it comes from our own build
   */
  public static Sysroot of(byte[] archive) {
    Sysroot sysroot = new Sysroot();
    try {
      for (Archive.Member member : Archive.read("sysroot", archive)) {
        sysroot.files.put(member.name(), member.bytes());
      }
    } catch (MalformedElf e) {
      throw new IllegalStateException("damaged sysroot", e);
    }
    return sysroot;
  }

  /** The archive of files by their names. */
  public static byte[] pack(List<Archive.Member> members) {
    return Archive.pack(members);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** A header by its full name below {@link #HEADERS}. */
  public Optional<String> header(String path) {
    if (!path.startsWith(HEADERS + "/")) {
      return Optional.empty();
    }
    return file(INCLUDE + path.substring(HEADERS.length() + 1)).map(Utf8::decode);
  }

  /** The headers in a folder at or below {@link #HEADERS}. */
  List<String> headers(String folder) {
    if (!folder.equals(HEADERS) && !folder.startsWith(HEADERS + "/")) {
      return List.of();
    }
    String prefix = INCLUDE + (folder + "/").substring(HEADERS.length() + 1);
    return files.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }

  /** The code that runs before {@code main}. */
  public Optional<byte[]> startFile() {
    return file("lib/crt0.o");
  }

  public Optional<byte[]> library() {
    return file("lib/libc.a");
  }

  /** What the compiler itself calls, for programs that are linked without the library. */
  public Optional<byte[]> helpers() {
    return file("lib/libgcc.a");
  }

  private Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }
}
