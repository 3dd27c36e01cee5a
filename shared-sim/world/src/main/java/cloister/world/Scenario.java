package cloister.world;

import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.codec.Sha256;
import cloister.codec.Utf8;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * How a world begins: the machine, its programs, the seed. The same scenario and the same command
 * log give the same world everywhere.
 *
 * @param model which board: {@link #RINGS}, or {@link #TIMER} where interrupts arrive, or {@link
 *     #PROCESS} with an x87 unit for programs in C, or {@link #GUESTS} with a hypervisor, or {@link
 *     #LINUX} with a kernel and a root file system of ours, and no files of its own, or {@link #PC}
 *     that boots its files from a disk
 * @param memory bytes, a multiple of 4096; of each guest where there are guests
 * @param seed the learner's number, known to programs as the symbol SEED
 * @param budget how many steps a run may take after a start ({@link World#room})
 * @param technique how the guests run; {@link #NONE} where there are none
 */
public record Scenario(
    String model, int memory, int seed, List<SourceFile> files, int budget, String technique) {
  public static final int FORMAT = 1;
  public static final String RINGS = "rings";
  public static final String TIMER = "timer";
  public static final String PROCESS = "process";
  public static final String GUESTS = "guests";
  public static final String VT_X_BOARD = "vt-x";
  public static final String LINUX = "linux";

  /** A whole PC from its reset vector on. */
  public static final String PC = "pc";

  private static final List<String> MODELS =
      List.of(RINGS, TIMER, PROCESS, GUESTS, VT_X_BOARD, LINUX, PC);
  public static final String TRAP_AND_EMULATE = "trap-and-emulate";
  public static final String BINARY_TRANSLATION = "binary-translation";
  public static final String VT_X = "vmx";
  private static final String ENTRY = "host.asm";
  private static final String ENTRY_FOR_VT_X = "host-vmx.asm";
  public static final String NONE = "none";
  private static final String BARE = "bare";
  private static final List<String> TECHNIQUES =
      List.of(TRAP_AND_EMULATE, BINARY_TRANSLATION, VT_X);

  /** Also the name of what is loaded to choose another one. */
  public static final String TECHNIQUE = "technique";

  private static final int LONGEST_TECHNIQUE = 64;
  public static final int MIN_MEMORY = 64 << 10;
  public static final int MAX_MEMORY = 16 << 20;

  /** What a kernel with its programs needs. */
  public static final int MIN_LINUX_MEMORY = 8 << 20;

  /** A PC has whole mebibytes. */
  private static final int PC_MEMORY_UNIT = 1 << 20;

  public static final int DEFAULT_MEMORY = 1 << 20;
  public static final int DEFAULT_BUDGET = 200_000_000;
  public static final int MAX_BUDGET = 2_000_000_000;
  public static final int MAX_FILES = 16;

  public Scenario {
    files = List.copyOf(files);
  }

  /** With the technique that a model's guests have unless another one is named. */
  public Scenario(String model, int memory, int seed, List<SourceFile> files, int budget) {
    this(model, memory, seed, files, budget, usual(model));
  }

  private static String usual(String model) {
    return model.equals(GUESTS) ? TRAP_AND_EMULATE : NONE;
  }

  public static Scenario of(Json json, String path) throws InvalidInput {
    Fields fields = Fields.of(json, path);
    fields.number("format", FORMAT, FORMAT);
    String model = fields.text("model", 64);
    int memory = fields.number("memory", MIN_MEMORY, MAX_MEMORY, DEFAULT_MEMORY);
    int seed = fields.number("seed", 0, Integer.MAX_VALUE, 0);
    List<SourceFile> files = new ArrayList<>();
    for (Fields file : fields.objects("files", MAX_FILES)) {
      files.add(file(file));
    }
    int budget = fields.number("budget", 1, MAX_BUDGET, DEFAULT_BUDGET);
    String technique = fields.text(TECHNIQUE, LONGEST_TECHNIQUE, usual(model));
    fields.end();
    Scenario scenario = new Scenario(model, memory, seed, files, budget);
    scenario.check(fields);
    return scenario.withTechnique(technique, fields.path(TECHNIQUE));
  }

  public Json toJson() {
    List<Json> list = new ArrayList<>();
    for (SourceFile file : files) {
      list.add(file.toJson());
    }
    Json.Members members =
        Json.object()
            .put("format", FORMAT)
            .put("model", model)
            .put("memory", memory)
            .put("seed", seed)
            .put("files", list)
            .put("budget", budget);
    if (!technique.equals(usual(model))) {
      members.put(TECHNIQUE, technique);
    }
    return members.build();
  }

  /** SHA-256 of the scenario, whatever the order and spacing of its JSON was. */
  public String hash() {
    return Sha256.hex(Utf8.encode(toJson().writeSorted()));
  }

  public Scenario withSeed(int otherSeed) {
    return new Scenario(model, memory, otherSeed, files, budget, technique);
  }

  public Scenario withFiles(List<SourceFile> otherFiles) {
    return new Scenario(model, memory, seed, otherFiles, budget, technique);
  }

  /** With this budget, or its own if that is smaller. */
  public Scenario withBudgetAtMost(int most) {
    return new Scenario(model, memory, seed, files, Math.min(budget, most), technique);
  }

  /**
   * The same with its guests under another technique.
   *
   * @param path of the field that names it
   */
  public Scenario withTechnique(String name, String path) throws InvalidInput {
    List<String> known = model.equals(GUESTS) ? TECHNIQUES : List.of(NONE, BARE);
    if (!known.contains(name)) {
      throw new InvalidInput(
          path, Message.of("error.technique", Argument.code("known", String.join(", ", known))));
    }
    String entry = name.equals(VT_X) ? ENTRY_FOR_VT_X : ENTRY;
    boolean forAnother = has(ENTRY) || has(ENTRY_FOR_VT_X);
    if (!has(entry) && (name.equals(VT_X) || forAnother)) {
      throw new InvalidInput(
          path, Message.of("error.technique.file", Argument.code("file", entry)));
    }
    return new Scenario(model, memory, seed, files, budget, name.equals(BARE) ? NONE : name);
  }

  /** The techniques for which it has all that they begin with; none where there is no choice. */
  public List<String> choices() {
    return has(ENTRY) && has(ENTRY_FOR_VT_X) ? TECHNIQUES : List.of();
  }

  /** Its files, without the entry code of another technique than its own. */
  public List<SourceFile> ownFiles() {
    String other = technique.equals(VT_X) ? ENTRY : ENTRY_FOR_VT_X;
    List<SourceFile> own = new ArrayList<>();
    for (SourceFile file : files) {
      if (choices().isEmpty() || !file.name().equals(other)) {
        own.add(file);
      }
    }
    return own;
  }

  private boolean has(String name) {
    for (SourceFile file : files) {
      if (file.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The techniques under which guests can run, by their names. */
  public static List<String> techniques() {
    return TECHNIQUES;
  }

  private static SourceFile file(Fields fields) throws InvalidInput {
    String name = fields.text("name", SourceFile.MAX_NAME);
    String text = fields.text("text", SourceFile.MAX_TEXT);
    boolean editable = fields.flag("editable", false);
    fields.end();
    if (!SourceFile.isName(name)) {
      throw new InvalidInput(fields.path("name"), Message.of("error.file.name"));
    }
    return new SourceFile(name, text, editable);
  }

  /** What a PC's disk begins with is assembly. */
  private static boolean isProgram(SourceFile file) {
    return !file.isC() && !file.isIncluded();
  }

  private void check(Fields fields) throws InvalidInput {
    if (!MODELS.contains(model)) {
      throw new InvalidInput(
          fields.path("model"),
          Message.of("error.model", Argument.code("known", String.join(", ", MODELS))));
    }
    if (memory % Memory.PAGE_SIZE != 0) {
      throw new InvalidInput(fields.path("memory"), Message.of("error.memory.pages"));
    }
    if (model.equals(PC) && memory % PC_MEMORY_UNIT != 0) {
      throw new InvalidInput(fields.path("memory"), Message.of("error.memory.pc"));
    }
    boolean linux = model.equals(LINUX);
    if (linux && memory < MIN_LINUX_MEMORY) {
      throw new InvalidInput(
          fields.path("memory"),
          Message.of("error.memory.linux", Argument.decimal("least", MIN_LINUX_MEMORY)));
    }
    if (files.isEmpty() != linux) {
      throw new InvalidInput(
          fields.path("files"), Message.of(linux ? "error.file.linux" : "error.file.none"));
    }
    if (model.equals(PC) && !files.isEmpty() && !isProgram(files.getFirst())) {
      throw new InvalidInput(fields.path("files") + "[0].name", Message.of("error.file.pc"));
    }
    for (int i = 0; i < files.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (files.get(i).name().equals(files.get(j).name())) {
          throw new InvalidInput(
              fields.path("files") + "[" + i + "].name", Message.of("error.file.twice"));
        }
      }
    }
  }
}
