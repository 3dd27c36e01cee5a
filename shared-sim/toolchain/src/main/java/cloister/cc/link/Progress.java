package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression;
import cloister.cc.link.script.Script;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far a script has been carried out: the location counter, symbols, and what is known. */
final class Progress implements Evaluator.Surroundings {
  private final Resolution resolution;
  private final Diagnostics diagnostics;
  private final List<Plan.Step> steps;
  private final Map<String, OutputSection> sections = new TreeMap<>();
  private final Map<String, Value> symbols = new TreeMap<>();
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private Optional<OutputSection> current = Optional.empty();
  private Optional<OutputSection> before = Optional.empty();
  private boolean moved;
  private int reached;
  private int headerBytes;
  private boolean last;

  /** Where the next byte goes. */
  long here;

  Progress(Plan plan, Resolution resolution, Diagnostics diagnostics) {
    this.resolution = resolution;
    this.diagnostics = diagnostics;
    steps = plan.steps();
    plan.sections().forEach(section -> sections.putIfAbsent(section.name, section));
  }

  /** Begins at the script's first statement. */
  void begin() {
    here = 0;
    current = Optional.empty();
    before = Optional.empty();
    moved = false;
    regions.clear();
    regions.put(Region.ELSEWHERE, new Region(Region.ELSEWHERE, ""));
  }

  void headers(int bytes) {
    headerBytes = bytes;
  }

  /** From now on what is wrong is reported. */
  void report(boolean wrong) {
    last = wrong;
  }

  @Override
  public boolean reports() {
    return last;
  }

  /** The step that is being carried out. */
  void reach(int step) {
    reached = step;
  }

  void enter(OutputSection section) {
    current = Optional.of(section);
  }

  void leave(OutputSection section) {
    current = Optional.empty();
    if (exists(section)) {
      before = Optional.of(section);
      moved = false;
    }
  }

  void add(Region region) {
    regions.put(region.name(), region);
  }

  Map<String, Region> regions() {
    return regions;
  }

  /** Symbols that the script defines, with their values. */
  Map<String, Value> symbols() {
    return symbols;
  }

  /** An assignment outside of sections that sets the location counter. */
  void move(long address) {
    here = address;
    moved = true;
  }

  void assign(Script.Assign assign, Value value) {
    Value known = value;
    if (value.plain()) {
      known =
          current
              .map(section -> Value.within(section, value.number()))
              .orElse(Value.address(value.number()));
    }
    symbols.put(assign.symbol(), known);
  }

  /** False for what is only provided, and nobody wants or somebody else defines. */
  boolean counts(Script.Assign assign) {
    boolean wanted = resolution.isWanted(assign.symbol()) || asked.contains(assign.symbol());
    boolean defined = resolution.definition(assign.symbol()).isPresent();
    return !assign.provided() || wanted && !defined;
  }

  /** A symbol that the linker provides without a script. */
  void provide(String symbol, Value value) {
    if (resolution.isWanted(symbol) && resolution.definition(symbol).isEmpty()) {
      symbols.put(symbol, value);
    }
  }

  @Override
  public Value here() {
    return place(here);
  }

  @Override
  public Value place(long address) {
    return current
        .map(section -> Value.here(section, address - (section.address & 0xFFFFFFFFL)))
        .orElseGet(() -> Value.at(address, home()));
  }

  /**
   * The section that the location counter belongs to between sections, as GNU's linker has it: the
   * one before, or the next one once the counter has been moved.
   */
  private Optional<OutputSection> home() {
    if (before.isPresent() && !moved) {
      return before;
    }
    for (int i = reached; i < steps.size(); i++) {
      if (steps.get(i) instanceof Plan.Described step && exists(step.section())) {
        return Optional.of(step.section());
      }
    }
    return before;
  }

  private static boolean exists(OutputSection section) {
    return section.sizeBytes > 0 && section.isAllocated();
  }

  @Override
  public Optional<OutputSection> current() {
    return current;
  }

  @Override
  public Optional<Value> symbol(String name) {
    asked.add(name);
    Value known = symbols.get(name);
    return known != null
        ? Optional.of(known.homeless())
        : resolution.definition(name).flatMap(Addresses::valueOf);
  }

  @Override
  public Optional<OutputSection> section(String name) {
    return name.equals(Expression.OfSection.NEXT)
        ? next()
        : Optional.ofNullable(sections.get(name));
  }

  private Optional<OutputSection> next() {
    for (int i = reached; i < steps.size(); i++) {
      if (steps.get(i) instanceof Plan.Described step && !step.section().inputs().isEmpty()) {
        return Optional.of(step.section());
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Region> region(String name) {
    return Optional.ofNullable(regions.get(name));
  }

  @Override
  public int headerBytes() {
    return headerBytes;
  }

  @Override
  public void error(Span span, Message message) {
    if (last) {
      diagnostics.error(span, message);
    }
  }
}
