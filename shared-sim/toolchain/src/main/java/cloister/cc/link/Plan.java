package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Script;
import cloister.cc.link.script.Script.Constraint;
import cloister.cc.link.script.Script.Inputs;
import cloister.cc.link.script.Script.Output;
import cloister.cc.link.script.Script.Placement;
import cloister.cc.link.script.Script.Sort;
import cloister.cc.link.script.Script.Wanted;
import cloister.elf.Elf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which input sections go where; what no pattern takes gets a section of its own name. */
final class Plan {
  private final List<InputSection> inputs;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, OutputSection> named = new LinkedHashMap<>();

  /** What is to be carried out. */
  sealed interface Step {
    default boolean movesHere() {
      return false;
    }
  }

  /** A statement that stands between sections. */
  record Command(Script.Command command) implements Step {
    @Override
    public boolean movesHere() {
      return command instanceof Script.Assign assign && assign.movesHere();
    }
  }

  /** A section of the output, and how it is described. */
  record Described(Output written, OutputSection section) implements Step {}

  Plan(Script script, Resolution resolution) {
    inputs = resolution.allSections();
    for (InputSection input : inputs) {
      input.dropped |= input.isStackNote();
    }
    for (Script.Statement statement : script.statements()) {
      switch (statement) {
        case Output output -> take(output);
        case Script.Command command -> steps.add(new Command(command));
      }
    }
    orphans();
  }

  List<Step> steps() {
    return steps;
  }

  /** The output sections in the order of the script. */
  List<OutputSection> sections() {
    Set<OutputSection> sections = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step instanceof Described described) {
        sections.add(described.section());
      }
    }
    return List.copyOf(sections);
  }

  private void take(Output output) {
    Set<InputSection> found = new LinkedHashSet<>();
    for (Script.Content content : output.contents()) {
      if (content instanceof Inputs wanted) {
        for (InputSection input : found(wanted)) {
          if (found.add(input)) {
            input.taker = Optional.of(wanted);
          }
        }
      }
    }
    if (!holds(output.constraint(), found)) {
      return;
    }
    if (output.discards()) {
      found.forEach(input -> input.dropped = true);
      return;
    }
    OutputSection section = named.computeIfAbsent(output.name(), OutputSection::new);
    section.noLoad = output.placement().noLoad();
    section.unallocated = output.placement().unallocated();
    found.forEach(section::add);
    steps.add(new Described(output, section));
  }

  private static boolean holds(Constraint constraint, Set<InputSection> found) {
    if (constraint == Constraint.NONE) {
      return true;
    }
    boolean writable =
        found.stream().anyMatch(input -> (input.section.flags() & Elf.SHF_WRITE) != 0);
    return writable == (constraint == Constraint.WRITABLE);
  }

  /** Patterns take their inputs together, except where one of them is sorted. */
  private Collection<InputSection> found(Inputs wantedOnes) {
    List<InputSection> files = new ArrayList<>();
    for (InputSection input : inputs) {
      if (input.isFree() && isFile(wantedOnes.file(), wantedOnes.excluded(), input)) {
        files.add(input);
      }
    }
    if (wantedOnes.filesSorted()) {
      files.sort((a, b) -> a.object.name().compareTo(b.object.name()));
    }
    Set<InputSection> found = new LinkedHashSet<>();
    boolean sorted = wantedOnes.sections().stream().anyMatch(one -> one.sort() != Sort.NONE);
    if (!sorted) {
      for (InputSection input : files) {
        if (wantedOnes.sections().stream().anyMatch(wanted -> matches(wanted, input))) {
          found.add(input);
        }
      }
      return found;
    }
    for (Wanted wanted : wantedOnes.sections()) {
      List<InputSection> part = new ArrayList<>();
      for (InputSection input : files) {
        if (matches(wanted, input) && !found.contains(input)) {
          part.add(input);
        }
      }
      sort(part, wanted.sort());
      found.addAll(part);
    }
    return found;
  }

  private static void sort(List<InputSection> inputs, Sort sort) {
    switch (sort) {
      case NONE -> {}
      case NAME -> inputs.sort((a, b) -> a.section.name().compareTo(b.section.name()));
      case ALIGNMENT ->
          inputs.sort((a, b) -> Integer.compare(b.section.alignment(), a.section.alignment()));
      case INIT_PRIORITY ->
          inputs.sort(
              (a, b) -> {
                int order = Long.compare(priority(a), priority(b));
                return order != 0 ? order : a.section.name().compareTo(b.section.name());
              });
    }
  }

  /** The number behind the last dot; constructors of the old kind count from the other end. */
  private static long priority(InputSection input) {
    String name = input.section.name();
    String digits = name.substring(name.lastIndexOf('.') + 1);
    long number = 0;
    for (int i = 0; i < digits.length() && i < 10; i++) {
      int digit = Character.digit(digits.charAt(i), 10);
      if (digit < 0) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + digit;
    }
    boolean reversed = name.startsWith(".ctors") || name.startsWith(".dtors");
    return digits.isEmpty() ? Long.MAX_VALUE : reversed ? 65535 - number : number;
  }

  private static boolean matches(Wanted wanted, InputSection input) {
    return Pattern.matches(wanted.pattern(), input.section.name())
        && wanted.excluded().stream().noneMatch(file -> isFile(file, input));
  }

  private static boolean isFile(String pattern, List<String> excluded, InputSection input) {
    return isFile(pattern, input) && excluded.stream().noneMatch(file -> isFile(file, input));
  }

  /** A member of an archive has its own name; with a colon, both are asked for. */
  private static boolean isFile(String pattern, InputSection input) {
    String name = input.object.name();
    int member = name.endsWith(")") ? name.lastIndexOf('(') : -1;
    int colon = pattern.indexOf(':');
    if (colon < 0) {
      String own = member < 0 ? name : name.substring(member + 1, name.length() - 1);
      return Pattern.matches(pattern, own);
    }
    String archive = member < 0 ? "" : name.substring(0, member);
    String own = member < 0 ? name : name.substring(member + 1, name.length() - 1);
    return Pattern.matches(pattern.substring(0, colon), archive)
        && (colon == pattern.length() - 1 || Pattern.matches(pattern.substring(colon + 1), own));
  }

  private void orphans() {
    Orphans orphans = new Orphans(steps);
    for (InputSection input : inputs) {
      boolean wanted = input.section.sizeBytes() > 0 && !isOfNoUse(input.section.name());
      if (input.isFree() && wanted) {
        String name = homeOf(input.section.name());
        OutputSection known = named.get(name);
        OutputSection section = known == null ? new OutputSection(name) : known;
        section.add(input);
        if (known == null) {
          named.put(section.name, section);
          section.orphan = true;
          orphans.add(new Described(orphan(section), section));
        }
      }
    }
  }

  private static Output orphan(OutputSection section) {
    return new Output(section.name, Placement.HERE, Constraint.NONE, List.of(), Span.NOWHERE);
  }

  /** Common symbols that a script forgets are what a kernel clears with the rest. */
  private static String homeOf(String section) {
    return section.equals("COMMON") ? ".bss" : section;
  }

  private static boolean isOfNoUse(String name) {
    return name.equals(".note.GNU-stack") || name.equals(".note.gnu.property");
  }
}
