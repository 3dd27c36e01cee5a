package cloister.cc.link;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the place of a section that the script does not name, as GNU's linker does. */
final class Orphans {
  private final List<Plan.Step> steps;

  /** The last section of each kind, by its usual name, where that one is known. */
  private final Map<String, Plan.Step> mates = new TreeMap<>();

  Orphans(List<Plan.Step> steps) {
    this.steps = steps;
  }

  /** Puts its step where it goes. */
  void add(Plan.Described orphan) {
    OutputSection section = orphan.section();
    if (!section.isAllocated()) {
      steps.add(orphan);
      return;
    }
    String usual = usualName(section);
    Plan.Step mate = mates.get(usual);
    int host = mate == null ? host(section, usual) : lastIndexOf(mate);
    steps.add(after(host), orphan);
    if (host >= 0 && isMate(steps.get(host), usual)) {
      mates.put(usual, orphan);
    }
    // It may be the usual one of another kind.
    mates.remove(section.name);
  }

  private int lastIndexOf(Plan.Step step) {
    int i = steps.size() - 1;
    while (steps.get(i) != step) {
      i--;
    }
    return i;
  }

  /** True for the usual section, and for one that is there because of it. */
  private boolean isMate(Plan.Step step, String usual) {
    return step == mates.get(usual)
        || step instanceof Plan.Described host && host.section().name.equals(usual);
  }

  private int host(OutputSection orphan, String usual) {
    int named = -1;
    int alike = -1;
    for (int i = 0; i < steps.size(); i++) {
      if (!(steps.get(i) instanceof Plan.Described step)) {
        continue;
      }
      OutputSection section = step.section();
      // Those of one kind follow each other.
      boolean mate = named >= 0 && section.orphan && usualName(section).equals(usual);
      named = mate || section.name.equals(usual) ? i : named;
      alike = !section.inputs().isEmpty() && isLike(section, orphan) ? i : alike;
    }
    return named >= 0 ? named : alike;
  }

  private static String usualName(OutputSection section) {
    if (!section.hasBytes()) {
      return ".bss";
    }
    if (section.isWritable()) {
      return ".data";
    }
    return section.isCode() ? ".text" : ".rodata";
  }

  private static boolean isLike(OutputSection section, OutputSection orphan) {
    if (!section.isAllocated()) {
      return false;
    }
    if (!orphan.hasBytes()) {
      return true;
    }
    boolean bytes = section.hasBytes();
    if (orphan.isWritable()) {
      return bytes;
    }
    boolean readOnly = bytes && !section.isWritable();
    return orphan.isCode() ? readOnly && section.isCode() : readOnly;
  }

  /** Behind the assignments that follow, up to one that moves the location counter. */
  private int after(int host) {
    int moved = -1;
    boolean first = host < 0;
    for (int i = host + 1; i < steps.size(); i++) {
      Plan.Step step = steps.get(i);
      if (step instanceof Plan.Described) {
        return moved < 0 ? i : moved;
      }
      if (step.movesHere() && moved < 0 && !first) {
        moved = i;
      }
      first = false;
    }
    return steps.size();
  }
}
