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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A conversation with the simulator that must go the same way on every host.
 *
 * @param requests in order, the {@code open} included
 * @param log the lesson's log that is played: the last answer but one shows the tasks at its end,
 *     the last one the digest
 * @param inC whether it needs the simulator with the compiler
 */
record Golden(String title, List<String> requests, Optional<LessonLog> log, boolean inC) {
  private static final Path FOLDER = Path.of("src/test/resources/parity");
  private static final Path COURSE = Path.of("../lessons/course");

  boolean isWrongLog() {
    return log.isPresent() && !log.get().isSolution();
  }

  /**
   * All conversations of the folder, every solution of the course, and every wrong log: first one
   * of each lesson, then another one of each.
   */
  static List<Golden> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Golden> all = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        all.add(read(file));
      }
      for (LessonLog log : inTurns(LessonLog.all(COURSE))) {
        all.add(play(log));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LessonLog> inTurns(List<LessonLog> logs) {
    TreeMap<Integer, List<LessonLog>> turns = new TreeMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (LessonLog log : logs) {
      int turn = seen.merge(log.lesson(), 1, Integer::sum);
      turns.computeIfAbsent(turn, _ -> new ArrayList<>()).add(log);
    }
    return turns.values().stream().flatMap(List::stream).toList();
  }

  private static Golden read(Path file) throws IOException {
    Json.Obj golden = (Json.Obj) parse(Files.readString(file));
    List<String> requests = new ArrayList<>();
    requests.add(open(golden).write());
    for (Json request : ((Json.Arr) golden.get("requests")).items()) {
      requests.add(request.write());
    }
    String title = ((Json.Str) golden.get("title")).value();
    return new Golden(title, requests, Optional.empty(), isInC(requests));
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
    String title = log.lesson() + ", " + log.name();
    return new Golden(title, requests, Optional.of(log), isInC(requests));
  }

  /** The model of its machine, and whether it has a program in C. */
  String kind() {
    Json.Obj scenario = scenario(requests);
    return ((Json.Str) scenario.get("model")).value() + (hasC(scenario) ? ", C" : "");
  }

  /** Whether it goes to the larger simulator, as the page would have it. */
  private static boolean isInC(List<String> requests) {
    Json.Obj scenario = scenario(requests);
    return List.of(Json.of("guests"), Json.of("vt-x"), Json.of("pc"))
            .contains(scenario.get("model"))
        || hasC(scenario);
  }

  private static Json.Obj scenario(List<String> requests) {
    Json.Obj open = (Json.Obj) parse(requests.getFirst());
    Json.Obj lesson = open.get("lesson") instanceof Json.Obj found ? found : open;
    return (Json.Obj) lesson.get("scenario");
  }

  private static boolean hasC(Json.Obj scenario) {
    return ((Json.Arr) scenario.get("files"))
        .items().stream()
            .map(file -> ((Json.Str) ((Json.Obj) file).get("name")).value())
            .anyMatch(name -> name.endsWith(".c"));
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
      Path path = FOLDER.resolve(((Json.Str) name).value());
      files.add(
          Json.object()
              .put("name", path.getFileName().toString())
              .put("text", Files.readString(path))
              .put("editable", true)
              .build());
    }
    Json.Members scenario =
        Json.object()
            .put("format", 1)
            .put("model", otherwise(golden.get("model"), Json.of("rings")))
            .put("memory", otherwise(golden.get("memory"), Json.of(1 << 20)))
            .put("seed", 7)
            .put("files", files)
            .put("budget", 200_000_000);
    return open.put("scenario", scenario.build()).build();
  }

  private static Json otherwise(Json value, Json usual) {
    return value.equals(Json.NULL) ? usual : value;
  }

  /** All sentences of the simulator, those that only the compiler says among them. */
  static Json catalogue() throws IOException {
    Json.Members all = Json.object();
    for (String name :
        List.of("messages/en.json", "messages/c/en.json", "messages/linux/en.json")) {
      ((Json.Obj) parse(ShippedSite.read(name))).members().forEach(all::put);
    }
    return all.build();
  }

  static Json parse(String text) {
    try {
      return JsonParser.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
