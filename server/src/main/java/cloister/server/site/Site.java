package cloister.server.site;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files under {@code /site} of the class path, and the addresses that lead to them. */
public final class Site {
  private static final String LAB = "/lab/index.html";

  /** Longer than any address of the site. */
  private static final int MAX_PATH = 512;

  /** Names that Vite makes from the content. */
  private static final Pattern HASHED = Pattern.compile("/assets/.*-[A-Za-z0-9_-]{8}\\.[a-z0-9]+");

  private final String root;
  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  /**
   * @param root folder of the class path, for example {@code /site}
   */
  public Site(String root) {
    this.root = root;
  }

  /** Answers with the page or file at the request's path; false when there is none. */
  public boolean answer(Context context) {
    Optional<StaticFile> file = find(context.path());
    file.ifPresent(found -> found.answer(context));
    return file.isPresent();
  }

  /** The page that says that there is none; false when the site has none such. */
  public boolean answerMissing(Context context) {
    Optional<StaticFile> page = file("/404.html");
    page.ifPresent(found -> found.answerAs(404, context));
    return page.isPresent();
  }

  private Optional<StaticFile> find(String path) {
    if (!isPlain(path)) {
      return Optional.empty();
    }
    if (path.startsWith("/lesson/") || path.startsWith("/s/")) {
      return file(LAB);
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (last.contains(".")) {
      return file(path);
    }
    return file(path + (path.endsWith("/") ? "" : "/") + "index.html");
  }

  /** Segments of letters, digits and a few signs; none is empty or begins with a dot. */
  private static boolean isPlain(String path) {
    if (path.length() > MAX_PATH) {
      return false;
    }
    char before = 'a';
    for (int i = 0; i < path.length(); i++) {
      char sign = path.charAt(i);
      boolean inside = before != '/' && (sign == '/' || sign == '.');
      if (!inside && !isLetter(sign) && i > 0) {
        return false;
      }
      before = sign;
    }
    return path.startsWith("/");
  }

  private static boolean isLetter(char sign) {
    return sign >= 'a' && sign <= 'z'
        || sign >= 'A' && sign <= 'Z'
        || sign >= '0' && sign <= '9'
        || "_@~-".indexOf(sign) >= 0;
  }

  private Optional<StaticFile> file(String path) {
    StaticFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StaticFile> loaded = MediaType.ofFile(path).flatMap(type -> load(path, type));
    loaded.ifPresent(file -> files.put(path, file));
    return loaded;
  }

  private Optional<StaticFile> load(String path, MediaType type) {
    return bytes(path)
        .map(
            plain ->
                StaticFile.of(
                    plain,
                    bytes(path + ".gz"),
                    bytes(path + ".br"),
                    type,
                    HASHED.matcher(path).matches()));
  }

  private Optional<byte[]> bytes(String path) {
    try (InputStream in = Site.class.getResourceAsStream(root + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
