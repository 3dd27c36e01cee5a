import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The programs of the simulated Linux host and the commands of its docker, from tables in C. */
final class UserlandReference {
  private static final String FOLDER = "shared-sim/userland/src/main/userland/";
  private static final Map<Character, String> KINDS =
      Map.ofEntries(
          Map.entry('s', "text"),
          Map.entry('n', "number"),
          Map.entry('d', "number or text"),
          Map.entry('b', "boolean"),
          Map.entry('N', "nothing"),
          Map.entry('l', "list"),
          Map.entry('S', "list of texts"),
          Map.entry('E', "list of texts or numbers"),
          Map.entry('o', "mapping"),
          Map.entry('O', "mapping of scalars"));

  private final Path folder;
  private final CTables commands;
  private final CTables flags;
  private final CTables compose;
  private final CTables schema;

  UserlandReference(Path root) throws IOException {
    folder = root.resolve(FOLDER);
    commands = CTables.of(folder.resolve("docker/main.c"));
    flags = CTables.of(folder.resolve("docker/flags.c"));
    compose = CTables.of(folder.resolve("docker/compose.c"));
    schema = CTables.of(folder.resolve("docker/schema.c"));
  }

  void addTo(Map<String, Page> pages) throws IOException {
    pages.put("linux-programs", programs());
    pages.put("docker-commands", docker());
    pages.put("compose-commands", compose());
    pages.put("compose-files", composeFiles());
    pages.put("dockerfile-instructions", dockerfiles());
  }

  private Page programs() throws IOException {
    Page page =
        new Page(
            "Programs of the Linux host",
            "Every program of the table in "
                + FOLDER
                + "tools/main.c, with what man says of it (tools/man.c). An option that man does"
                + " not name is an error.");
    Map<String, List<String>> all = new TreeMap<>();
    for (List<String> applet : CTables.of(folder.resolve("tools/main.c")).rows("applets")) {
      all.put(applet.getFirst(), List.of(applet.getFirst(), "", ""));
    }
    for (List<String> row : CTables.of(folder.resolve("tools/man.c")).rows("pages")) {
      all.put(row.getFirst(), row);
    }
    page.table(List.of("program", "form", "what it does"), List.copyOf(all.values()));
    return page;
  }

  private Page docker() {
    Page page =
        new Page(
            "Commands of docker",
            "Every command and flag of the tables in "
                + FOLDER
                + "docker (main.c and flags.c), with the words of docker --help. A flag that is"
                + " known and refused ends with \"this engine does not have the flag yet\".");
    for (String table :
        List.of(
            "commands",
            "group_commands",
            "image_inspect",
            "builder_prune",
            "volume_commands",
            "network_commands")) {
      commands(page, commands, table);
    }
    page.heading("Commands of Docker that are known and refused");
    page.list(words(commands.rows("missing")));
    return page;
  }

  private Page compose() {
    Page page =
        new Page(
            "Commands of docker compose",
            "Every command and flag of the tables in " + FOLDER + "docker/compose.c.");
    page.heading("Flags before the command");
    flags(page, compose.rows("global_options"));
    commands(page, compose, "rows");
    page.heading("Commands of Compose that are known and refused");
    page.list(words(compose.rows("missing")));
    return page;
  }

  /** A row is: name, function, form, sentence, least and most arguments, options, and a switch. */
  private void commands(Page page, CTables tables, String name) {
    for (List<String> row : tables.rows(name)) {
      page.heading("docker " + row.getFirst());
      page.paragraph(row.get(3) + ".");
      page.paragraph("docker " + row.get(2).replace("\n\t", " or "));
      String options = row.get(6);
      boolean shared = options.equals("run_options") || options.equals("exec_options");
      flags(page, (shared ? flags : tables).rows(options));
    }
  }

  /** A row is: name with "!" where it is refused, letter, kind, what its value is, sentence. */
  private static void flags(Page page, List<List<String>> options) {
    List<List<String>> known = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (List<String> row : options) {
      String letter = row.get(1).equals("0") ? "" : "-" + row.get(1) + ", ";
      if (row.getFirst().startsWith("!")) {
        refused.add("--" + row.getFirst().substring(1));
      } else {
        known.add(List.of(letter + "--" + row.getFirst(), row.get(3), row.get(4)));
      }
    }
    if (!known.isEmpty()) {
      page.table(List.of("flag", "value", "what it does"), known);
    }
    if (!refused.isEmpty()) {
      page.paragraph("Known and refused:");
      page.list(refused);
    }
  }

  private Page composeFiles() {
    Page page =
        new Page(
            "Keys of compose files",
            "Every key of the tables in "
                + FOLDER
                + "docker/schema.c. NAME is a name of the file's own, [] one of a list. A refused"
                + " key is one that Compose has and this engine has not; any other key is refused"
                + " as Compose refuses it.");
    List<List<String>> rows = new ArrayList<>();
    keys("top_keys", "", rows);
    page.table(List.of("key", "value"), rows);
    return page;
  }

  private void keys(String table, String path, List<List<String>> rows) {
    for (List<String> row : schema.rows(table)) {
      String name = row.getFirst();
      String key = name.equals("*") ? path : path + (path.isEmpty() ? "" : ".") + name;
      boolean refused = row.get(1).equals("!");
      if (!name.equals("*")) {
        rows.add(List.of(key, refused ? "refused" : kinds(row.get(1))));
      }
      String inner = row.get(2);
      if (!inner.equals("NULL")) {
        boolean any = schema.rows(inner).getFirst().getFirst().equals("*");
        boolean list = row.get(1).contains("l");
        keys(inner, key + (any && !name.equals("*") ? list ? "[]" : ".NAME" : ""), rows);
      }
    }
  }

  private static String kinds(String letters) {
    TreeSet<String> words = new TreeSet<>();
    letters.chars().forEach(letter -> words.add(KINDS.get((char) letter)));
    return String.join(", or ", words);
  }

  private Page dockerfiles() throws IOException {
    Page page =
        new Page(
            "Instructions of Dockerfiles",
            "Every instruction of the table in "
                + FOLDER
                + "docker/check.c, with the flags that are known. The page on Docker says which of"
                + " them are refused.");
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : CTables.of(folder.resolve("docker/check.c")).rows("known")) {
      String known = row.get(2).strip();
      rows.add(List.of(row.getFirst(), known.isEmpty() ? "" : "--" + known.replace(" ", ", --")));
    }
    page.table(List.of("instruction", "flags"), rows);
    return page;
  }

  private static List<String> words(List<List<String>> rows) {
    return rows.stream().map(List::getFirst).toList();
  }
}
