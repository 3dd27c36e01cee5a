package cloister.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The site's files as they are in the jar that is shipped. */
public final class ShippedSite {
  /** The one artifact, as the build leaves it. */
  public static final Path JAR = Path.of("target/cloister.jar").toAbsolutePath();

  /** Behind the address of a worker: it shall take the JavaScript form of its simulator. */
  public static final String JAVA_SCRIPT = "?engine=javascript";

  private ShippedSite() {}

  /** A file of the site as text. */
  public static String read(String name) throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      ZipEntry entry = jar.getEntry("site/" + name);
      if (entry == null) {
        throw new IOException("the jar has no site/" + name);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /** The address of a worker, whose name has a hash in it: {@code simulator} or {@code machine}. */
  public static String worker(String worker) throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.matches("site/assets/" + worker + "\\.worker-[\\w-]+\\.js"))
          .map(name -> name.substring("site".length()))
          .findFirst()
          .orElseThrow(() -> new IOException("the jar has no worker"));
    }
  }
}
