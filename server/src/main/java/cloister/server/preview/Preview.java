package cloister.server.preview;

import cloister.lessons.LessonException;
import cloister.server.StartException;
import cloister.server.http.SecurityHeaders;
import cloister.server.site.Site;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Header;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The site without its API, whose lessons are compiled from a folder at every request: reload the
 * page after a change. Progress stays in the browser.
 */
public final class Preview implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Pattern OWN_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1)(:[0-9]+)?", Pattern.CASE_INSENSITIVE);
  private static final String LESSONS = "/lessons/";

  private final Site site = new Site("/site");
  private final CourseFolder course;
  private final Javalin javalin;

  private Preview(Path folder, Consumer<String> mistakes) {
    course = new CourseFolder(folder, mistakes);
    javalin = Javalin.create(this::configure);
  }

  /**
   * @param port 0 takes a free one
   * @param mistakes is told what is wrong with the lessons when a page asks for one
   */
  public static Preview start(Path folder, int port, Consumer<String> mistakes)
      throws StartException {
    Preview preview = new Preview(folder, mistakes);
    try {
      preview.javalin.start(HOST, port);
    } catch (JavalinException e) {
      throw new StartException(
          "cannot listen on port " + port + ": is something else running there?", e);
    }
    preview.course.look();
    return preview;
  }

  public String url() {
    return "http://localhost:" + javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    SecurityHeaders headers = new SecurityHeaders(false);
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.routes.before(headers::add);
    config.routes.before(Preview::checkHost);
    config.routes.get(LESSONS + "*", this::lesson);
    config.routes.get("/*", this::page);
  }

  /** A foreign page whose name is made to lead here must not read the folder. */
  private static void checkHost(Context context) {
    String host = context.host();
    if (host == null || !OWN_HOST.matcher(host).matches()) {
      throw new ForbiddenResponse("the preview is at localhost alone");
    }
  }

  private void lesson(Context context) throws IOException {
    context.header(Header.CACHE_CONTROL, "no-store");
    try {
      Optional<String> file = course.file(context.path().substring(LESSONS.length()));
      if (file.isPresent()) {
        context.contentType(ContentType.APPLICATION_JSON).result(file.get());
      } else {
        context.status(404);
      }
    } catch (LessonException e) {
      context.status(422).contentType(ContentType.TEXT_PLAIN).result(e.getMessage());
    }
  }

  private void page(Context context) {
    if (!site.answer(context)) {
      site.answerMissing(context);
      context.status(404);
    }
  }
}
