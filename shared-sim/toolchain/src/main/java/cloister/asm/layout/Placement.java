package cloister.asm.layout;

import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds where sections lie and which addresses they have (NASM manual, 8.1.3). Those with bytes
 * make groups: each begins with a section that has a start or follows another one, and goes where
 * that one goes.
 */
final class Placement {
  private final List<Section> all;
  private final OptionalLong origin;
  private final Problems problems;
  private final Span place;

  Placement(List<Section> all, OptionalLong origin, Problems problems, Span place) {
    this.all = all;
    this.origin = origin;
    this.problems = problems;
    this.place = place;
  }

  /** The address of the image's first byte. */
  long place() {
    List<Section> order = byStart(byFollows());
    long begin = begin(order.getFirst());
    List<Section> addressed = new ArrayList<>();
    starts(order, begin, addressed);
    addresses(order, addressed);
    return origin.orElse(begin);
  }

  private List<Section> byFollows() {
    List<Section> order = new ArrayList<>();
    for (Section section : all) {
      if (!section.holdsNothing) {
        order.add(section);
      }
    }
    for (Section leader : List.copyOf(order)) {
      if (!leader.follows.isEmpty()) {
        move(leader, order);
      }
    }
    return order;
  }

  /** Moves a section and those that go with it behind the one that it follows. */
  private void move(Section leader, List<Section> order) {
    Optional<Section> target = named(leader.follows, order);
    if (target.isEmpty() || target.get() == leader) {
      problems.error(place, Complaint.cannotFollow(leader.name, leader.follows));
      return;
    }
    int from = order.indexOf(leader);
    int to = from + 1;
    while (to < order.size() && !order.get(to).leads() && order.get(to) != target.get()) {
      to++;
    }
    List<Section> group = new ArrayList<>(order.subList(from, to));
    order.removeAll(group);
    order.addAll(order.indexOf(target.get()) + 1, group);
  }

  private static Optional<Section> named(String name, List<Section> sections) {
    return sections.stream().filter(section -> section.name.equals(name)).findFirst();
  }

  /** Groups with a start lie in its order, behind what stands before them and has none. */
  private static List<Section> byStart(List<Section> unsorted) {
    List<Section> order = new ArrayList<>();
    int from = 0;
    while (from < unsorted.size()) {
      int to = from + 1;
      while (to < unsorted.size() && unsorted.get(to).fixedStart.isEmpty()) {
        to++;
      }
      order.addAll(placeOf(unsorted.get(from), order), unsorted.subList(from, to));
      from = to;
    }
    return order;
  }

  private static int placeOf(Section leader, List<Section> order) {
    for (int i = 0; i < order.size(); i++) {
      OptionalLong start = order.get(i).fixedStart;
      if (start.isPresent() && leader.fixedStart.orElse(0) < start.getAsLong()) {
        return i;
      }
    }
    return order.size();
  }

  private long begin(Section first) {
    if (origin.isEmpty()) {
      return first.fixedStart.orElse(0);
    }
    long aligned = Section.aligned(origin.getAsLong(), first.alignment.orElse(1));
    long begin = first.fixedStart.orElse(aligned);
    if (begin < origin.getAsLong()) {
      problems.error(place, Complaint.beforeOrigin(first.name));
    }
    return begin;
  }

  /**
   * @param addressed gets the sections whose address is known by their start
   */
  private void starts(List<Section> order, long begin, List<Section> addressed) {
    long end = begin;
    for (Section section : order) {
      boolean first = section == order.getFirst();
      section.start = first ? begin : section.fixedStart.orElse(section.alignedStart(end));
      if (section.fixedAddress.isPresent()) {
        section.address = section.fixedAddress.getAsLong();
        addressed.add(section);
      } else if (section.virtualFollows.isEmpty()) {
        boolean aligns = section.virtualAlignment.isPresent();
        section.address = aligns ? section.alignedAddress(end) : section.start;
        addressed.add(section);
      }
      if (section.length > 0 && section.start < end) {
        problems.error(place, Complaint.sectionsOverlap(section.name));
      }
      end = Math.max(end, section.start + section.length);
    }
  }

  /** Sections without bytes follow the one before them in the source; these follow the image. */
  private void addresses(List<Section> order, List<Section> addressed) {
    List<Section> rest = new ArrayList<>(all);
    rest.removeAll(addressed);
    boolean progress = true;
    while (!rest.isEmpty() && progress) {
      progress = false;
      for (Section section : List.copyOf(rest)) {
        Optional<Section> before = before(section, order);
        boolean known =
            fixed(section).isPresent() || before.filter(addressed::contains).isPresent();
        if (known) {
          address(section, before);
          addressed.add(section);
          rest.remove(section);
          progress = true;
        }
      }
    }
    for (Section section : rest) {
      problems.error(place, Complaint.cannotFollow(section.name, followed(section)));
    }
  }

  private static OptionalLong fixed(Section section) {
    boolean starts = section.holdsNothing && section.fixedStart.isPresent();
    return starts ? section.fixedStart : section.fixedAddress;
  }

  private static String followed(Section section) {
    return section.virtualFollows.isEmpty() ? section.follows : section.virtualFollows;
  }

  private Optional<Section> before(Section section, List<Section> order) {
    if (!followed(section).isEmpty()) {
      return named(followed(section), all);
    }
    return section.name.equals(".bss")
        ? Optional.of(order.getLast())
        : Optional.of(all.get(section.number - 1));
  }

  private static void address(Section section, Optional<Section> before) {
    OptionalLong alignment =
        section.holdsNothing && section.virtualAlignment.isEmpty()
            ? section.alignment
            : section.virtualAlignment;
    long end = before.map(other -> other.address + other.length).orElse(0L);
    section.address = fixed(section).orElse(Section.aligned(end, alignment.orElse(4)));
    section.start = section.holdsNothing ? section.address : section.start;
  }
}
