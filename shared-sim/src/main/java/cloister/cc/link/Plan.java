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
import java.util.List;
import java.util.Optional;

/** Which input sections go where; what no pattern takes gets a section of its own name. */
final class Plan {
  private static final Span NOWHERE = new Span("", 1, 1, 0);

  private final Resolution resolution;
  private final List<Step> steps = new ArrayList<>();

  /**
   * A statement to carry out.
   *
   * @param section of an output section's description, else null
   */
  record Step(Script.Statement statement, OutputSection section) {
    boolean movesHere() {
      return statement instanceof Script.Assign assign && assign.movesHere();
    }
  }

  Plan(Script script, Resolution resolution) {
    this.resolution = resolution;
    for (Script.Statement statement : script.statements()) {
      if (statement instanceof Output output) {
        take(output);
      } else {
        steps.add(new Step(statement, null));
      }
    }
    orphans();
  }

  List<Step> steps() {
    return steps;
  }

  /** The output sections in the order of the script. */
  List<OutputSection> sections() {
    List<OutputSection> sections = new ArrayList<>();
    for (Step step : steps) {
      if (step.section() != null && !sections.contains(step.section())) {
        sections.add(step.section());
      }
    }
    return sections;
  }

  private Optional<OutputSection> named(String name) {
    return sections().stream().filter(section -> section.name.equals(name)).findFirst();
  }

  private void take(Output output) {
    List<InputSection> found = new ArrayList<>();
    for (Script.Content content : output.contents()) {
      if (content instanceof Inputs inputs) {
        for (InputSection input : found(inputs)) {
          if (!found.contains(input)) {
            input.taker = inputs;
            found.add(input);
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
    OutputSection section = named(output.name()).orElseGet(() -> new OutputSection(output.name()));
    section.noLoad = output.placement().noLoad();
    section.unallocated = output.placement().unallocated();
    found.forEach(input -> put(input, section));
    steps.add(new Step(output, section));
  }

  private static boolean holds(Constraint constraint, List<InputSection> found) {
    if (constraint == Constraint.NONE) {
      return true;
    }
    boolean writable =
        found.stream().anyMatch(input -> (input.section.flags() & Elf.SHF_WRITE) != 0);
    return writable == (constraint == Constraint.WRITABLE);
  }

  private static void put(InputSection input, OutputSection section) {
    input.output = section;
    section.inputs.add(input);
    section.alignment = Math.max(section.alignment, input.section.alignment());
  }

  /** Patterns take their inputs together, except where one of them is sorted. */
  private List<InputSection> found(Inputs inputs) {
    List<InputSection> files = new ArrayList<>();
    for (InputSection input : resolution.allSections()) {
      if (input.isFree() && isFile(inputs.file(), inputs.excluded(), input)) {
        files.add(input);
      }
    }
    if (inputs.filesSorted()) {
      files.sort((a, b) -> a.object.name().compareTo(b.object.name()));
    }
    List<InputSection> found = new ArrayList<>();
    boolean sorted = inputs.sections().stream().anyMatch(one -> one.sort() != Sort.NONE);
    if (!sorted) {
      for (InputSection input : files) {
        if (inputs.sections().stream().anyMatch(wanted -> matches(wanted, input))) {
          found.add(input);
        }
      }
      return found;
    }
    for (Wanted wanted : inputs.sections()) {
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
    for (InputSection input : resolution.allSections()) {
      boolean kept = input.section.sizeBytes() > 0 && !isOfNoUse(input.section.name());
      if (input.isFree() && kept) {
        String name = homeOf(input.section.name());
        Optional<OutputSection> known = named(name);
        OutputSection section = known.orElseGet(() -> new OutputSection(name));
        put(input, section);
        if (known.isEmpty()) {
          section.orphan = true;
          Output described =
              new Output(section.name, Placement.HERE, Constraint.NONE, List.of(), NOWHERE);
          steps.add(new Orphans(steps).placeOf(section), new Step(described, section));
        }
      }
    }
  }

  /** Common symbols that a script forgets are what a kernel clears with the rest. */
  private static String homeOf(String section) {
    return section.equals("COMMON") ? ".bss" : section;
  }

  private static boolean isOfNoUse(String name) {
    return name.equals(".note.GNU-stack") || name.equals(".note.gnu.property");
  }
}
