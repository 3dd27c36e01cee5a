package cloister.parity;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import cloister.lessons.LessonLog;
import cloister.site.ShippedSite;
import cloister.world.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A conversation with the simulator that must go the same way on every host.
 *
 * @param requests in order, the {@code open} included
 * @param log the lesson's log that is played: the last answer but one shows the tasks at its end,
 *     the last one the digest
 */
record Golden(String title, List<String> requests, Optional<LessonLog> log) {
  private static final Path FOLDER = Path.of("src/test/resources/parity");
  private static final Path COURSE = Path.of("../lessons/course");

  /** All conversations of the folder, and every solution and wrong log of the course. */
  static List<Golden> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Golden> all = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        all.add(read(file));
      }
      for (LessonLog log : LessonLog.all(COURSE)) {
        all.add(play(log));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Golden read(Path file) throws IOException {
    Json.Obj golden = (Json.Obj) parse(Files.readString(file));
    List<String> requests = new ArrayList<>();
    requests.add(open(golden).write());
    for (Json request : ((Json.Arr) golden.get("requests")).items()) {
      requests.add(request.write());
    }
    return new Golden(((Json.Str) golden.get("title")).value(), requests, Optional.empty());
  }

  /** A log as the page would send it, command by command. */
  private static Golden play(LessonLog log) throws IOException {
    List<String> requests = new ArrayList<>();
    requests.add(open(Json.object().put("lesson", log.lesson()).build()).write());
    for (Command command : log.commands()) {
      requests.add(request(command).write());
    }
    requests.add(Json.object().put("do", "view").build().write());
    requests.add(Json.object().put("do", "digest").build().write());
    return new Golden(log.lesson() + ", " + log.name(), requests, Optional.of(log));
  }

  /** Commands are requests, but for a run, which the page bounds by a budget. */
  private static Json request(Command command) {
    return command instanceof Command.Run(int steps)
        ? Json.object().put("do", "run").put("stops", List.of()).put("budget", steps).build()
        : command.toJson();
  }

  private static Json open(Json.Obj golden) throws IOException {
    Json.Members open = Json.object().put("do", "open").put("catalogue", catalogue());
    if (golden.get("lesson") instanceof Json.Str lesson) {
      return open.put("lesson", parse(ShippedSite.read("lessons/" + lesson.value() + ".json")))
          .build();
    }
    List<Json> files = new ArrayList<>();
    for (Json name : ((Json.Arr) golden.get("files")).items()) {
      String text = Files.readString(FOLDER.resolve(((Json.Str) name).value()));
      files.add(Json.object().put("name", name).put("text", text).put("editable", true).build());
    }
    Json.Members scenario =
        Json.object()
            .put("format", 1)
            .put("model", "rings")
            .put("memory", 1 << 20)
            .put("seed", 7)
            .put("files", files)
            .put("budget", 200_000_000);
    return open.put("scenario", scenario.build()).build();
  }

  static Json catalogue() throws IOException {
    return parse(ShippedSite.read("messages/en.json"));
  }

  static Json parse(String text) {
    try {
      return JsonParser.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
