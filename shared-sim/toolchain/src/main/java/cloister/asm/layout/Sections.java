package cloister.asm.layout;

import cloister.asm.encode.Site;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Base;
import cloister.asm.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** All sections, in the order in which the source names them. */
final class Sections implements Site.Layout {
  static final String CODE = ".text";
  private static final String FACT_PREFIX = "section.";

  private final List<Section> sections = new ArrayList<>();
  private OptionalLong givenOrigin = OptionalLong.empty();
  private long origin;

  Sections() {
    named(CODE);
  }

  /** The section of a name, new when it was not there. */
  Section named(String name) {
    for (Section section : sections) {
      if (section.name.equals(name)) {
        return section;
      }
    }
    Section section = new Section(name, sections.size());
    sections.add(section);
    return section;
  }

  /** The value of {@code section.name.start} or {@code .vstart}. */
  Optional<Value> fact(String symbol) {
    int dot = symbol.lastIndexOf('.');
    if (!symbol.startsWith(FACT_PREFIX) || dot < FACT_PREFIX.length()) {
      return Optional.empty();
    }
    Optional<Base.Fact> fact = Base.Fact.named(symbol.substring(dot + 1));
    String name = symbol.substring(FACT_PREFIX.length(), dot);
    for (Section section : sections) {
      if (fact.isPresent() && section.name.equals(name)) {
        return Optional.of(Value.of(new Base.SectionFact(section.number, fact.get()), 0));
      }
    }
    return Optional.empty();
  }

  long origin() {
    return origin;
  }

  void setOrigin(long origin) {
    givenOrigin = OptionalLong.of(origin);
    this.origin = origin;
  }

  void beginPass() {
    sections.forEach(Section::beginPass);
  }

  long totalLength() {
    long total = 0;
    for (Section section : sections) {
      total += section.holdsNothing ? 0 : section.length;
    }
    return total;
  }

  @Override
  public long absolute(Value value) {
    long sum = value.number();
    for (Value.Term term : value.terms()) {
      sum +=
          switch (term.base()) {
            case Base.SectionStart base -> term.factor() * sections.get(base.section()).address;
            case Base.SectionFact base -> term.factor() * fact(base);
            case Base.External _, Base.InRegister _ -> 0;
          };
    }
    return sum;
  }

  private long fact(Base.SectionFact base) {
    Section section = sections.get(base.section());
    return switch (base.fact()) {
      case START -> section.start;
      case VSTART -> section.address;
    };
  }

  /** Gives every section its place, by the lengths that the last pass found. */
  void place(Problems problems, Span place) {
    origin = new Placement(sections, givenOrigin, problems, place).place();
  }

  /** The bytes from the first section to the last that has some; gaps are zero. */
  byte[] image(int most) {
    long end = origin;
    for (Section section : sections) {
      if (!section.holdsNothing && section.length > 0) {
        end = Math.max(end, section.start + section.length);
      }
    }
    byte[] image = new byte[(int) Math.min(most, end - origin)];
    for (Section section : sections) {
      long at = section.start - origin;
      if (!section.holdsNothing && at >= 0 && at + section.length <= image.length) {
        section.bytes.copyTo(image, (int) at);
      }
    }
    return image;
  }

  boolean fits(int most) {
    for (Section section : sections) {
      long end = section.start - origin + section.length;
      if (!section.holdsNothing && section.length > 0 && (end > most || section.start < origin)) {
        return false;
      }
    }
    return true;
  }
}
