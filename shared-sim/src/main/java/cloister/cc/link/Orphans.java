package cloister.cc.link;

import java.util.List;

/** Finds the place of a section that the script does not name, as GNU's linker does. */
final class Orphans {
  private final List<Plan.Step> steps;

  Orphans(List<Plan.Step> steps) {
    this.steps = steps;
  }

  /** Where its step goes. */
  int placeOf(OutputSection orphan) {
    if (!orphan.isAllocated()) {
      return steps.size();
    }
    int host = host(orphan);
    return after(host);
  }

  private int host(OutputSection orphan) {
    int named = -1;
    int alike = -1;
    String usual = usualName(orphan);
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
