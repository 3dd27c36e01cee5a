package cloister.asm.layout;

import cloister.asm.encode.InstructionEncoder;
import cloister.asm.encode.InstructionSet;
import cloister.asm.encode.Site;
import cloister.asm.encode.Truncation;
import cloister.asm.parse.Statement;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Base;
import cloister.asm.value.Evaluator;
import cloister.asm.value.Expression;
import cloister.asm.value.Scope;
import cloister.asm.value.Value;
import cloister.bits.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** One walk over all statements: defines labels and fills the sections. */
final class Pass implements Scope {
  private static final int NO_SECTION = -1;

  private final Sections sections;
  private final Symbols symbols;
  private final Problems problems;
  private final Budget budget;
  private final Function<String, Optional<byte[]>> files;
  private final boolean last;
  private final Evaluator evaluator;
  private final InstructionEncoder encoder;
  private final List<Emission> emissions = new ArrayList<>();
  private final Bytes scratch = new Bytes();
  private Optional<Section> section;
  private Value absoluteStart = Value.of(0);
  private long absoluteOffset;
  private Optional<Section> resumedSection;
  private Value resumedStart = Value.of(0);
  private Value here;
  private int bits = 16;

  Pass(
      Sections sections,
      Symbols symbols,
      InstructionSet set,
      Problems problems,
      Budget budget,
      Function<String, Optional<byte[]>> files,
      boolean last) {
    this.sections = sections;
    this.symbols = symbols;
    this.problems = problems;
    this.budget = budget;
    this.files = files;
    this.last = last;
    evaluator = new Evaluator(this, problems);
    encoder = new InstructionEncoder(set, evaluator, problems);
    section = Optional.of(sections.named(Sections.CODE));
    resumedSection = section;
    sections.beginPass();
    symbols.beginPass();
    here = place();
  }

  Evaluator evaluator() {
    return evaluator;
  }

  int bits() {
    return bits;
  }

  List<Emission> emissions() {
    return emissions;
  }

  void run(Located located) {
    here = place();
    long before = offset();
    Value start = here;
    execute(located.statement());
    here = place();
    long length = offset() - before;
    boolean stored = section.isPresent() && !section.get().holdsNothing;
    if (last && stored && length > 0 && start.section() == section.get().number) {
      Section current = section.get();
      long offset = current.start + before - sections.origin();
      emissions.add(new Emission(located.cause(), current.address + before, offset, length));
    }
  }

  private void execute(Statement statement) {
    switch (statement) {
      case Statement.Label label -> symbols.define(label.name(), here, label.span());
      case Statement.Equate equate -> equate(equate);
      case Statement.Instruction instruction -> instruction(instruction);
      case Statement.Data data -> data(data);
      case Statement.Reserve reserve -> reserve(reserve);
      case Statement.IncludeBinary binary -> include(binary);
      case Statement.Times times -> times(times);
      case Statement.Section named -> section(named);
      case Statement.Absolute absolute -> absolute(absolute);
      case Statement.Resume _ -> resume();
      case Statement.Origin origin -> origin(origin);
      case Statement.Bits mode -> bits = mode.bits();
      case Statement.AlignSection align -> alignSection(align);
    }
  }

  private void equate(Statement.Equate equate) {
    Value value = evaluator.value(equate.value());
    if (value.hasRegisters()) {
      problems.error(equate.value().span(), Complaint.registerInNumber());
    } else if (!value.unknown()) {
      symbols.define(equate.name(), value, equate.span());
    }
  }

  private void instruction(Statement.Instruction instruction) {
    scratch.clear();
    int number = section.map(current -> current.number).orElse(NO_SECTION);
    Site site = new Site(bits, number, offset(), last, sections);
    encoder.encode(instruction, site, scratch);
    append(scratch, instruction.span());
  }

  private void data(Statement.Data data) {
    scratch.clear();
    items(data.items());
    append(scratch, data.span());
  }

  private void items(List<Statement.Item> items) {
    for (Statement.Item item : items) {
      switch (item) {
        case Statement.Item.Text text -> text(text.bytes(), text.unit());
        case Statement.Item.Number number -> number(number.value(), number.unit());
        case Statement.Item.Nothing nothing -> scratch.zeros(nothing.unit());
        case Statement.Item.Repeat repeat -> repeat(repeat);
      }
    }
  }

  private void repeat(Statement.Item.Repeat repeat) {
    long count = count(repeat.count());
    for (long i = 0; i < count && room(repeat.count().span()); i++) {
      int before = scratch.length();
      items(repeat.items());
      if (scratch.length() == before) {
        return;
      }
    }
  }

  private boolean room(Span span) {
    return budget.spend(problems, span)
        && budget.fits(sections.totalLength() + scratch.length(), problems, span);
  }

  private void text(String bytes, int unit) {
    for (int i = 0; i < bytes.length(); i++) {
      scratch.add(bytes.charAt(i));
    }
    scratch.zeros((unit - bytes.length() % unit) % unit);
  }

  private void number(Expression expression, int unit) {
    Value value = evaluator.value(expression);
    if (value.hasRegisters()) {
      problems.error(expression.span(), Complaint.registerInNumber());
    } else if (!value.isAddress()) {
      problems.error(expression.span(), Complaint.notAnAddress());
    }
    long number = sections.absolute(value);
    if (last && !Truncation.harmless(number, unit)) {
      problems.warn(expression.span(), Complaint.truncated(unit));
    }
    scratch.add(number, unit);
  }

  private void append(Bytes bytes, Span span) {
    if (bytes.length() == 0) {
      return;
    }
    String name = section.map(current -> current.name).orElse("absolute");
    if (section.isEmpty() || section.get().holdsNothing) {
      problems.error(span, Complaint.dataInEmptySection(name));
      return;
    }
    if (budget.fits(sections.totalLength() + bytes.length(), problems, span)) {
      section.get().bytes.append(bytes);
      section.get().length += bytes.length();
    }
  }

  private void include(Statement.IncludeBinary binary) {
    Optional<byte[]> file = files.apply(binary.file());
    if (file.isEmpty()) {
      problems.error(binary.span(), Complaint.includeMissing(binary.file()));
      return;
    }
    int length = file.get().length;
    List<Expression> limits = binary.limits();
    long skipped = limits.isEmpty() ? 0 : Math.min(length, count(limits.getFirst()));
    long most = limits.size() < 2 ? length : count(limits.get(1));
    scratch.clear();
    scratch.add(file.get(), (int) skipped, (int) Math.min(most, length - skipped));
    append(scratch, binary.span());
  }

  private void reserve(Statement.Reserve reserve) {
    long size = count(reserve.count()) * reserve.unit();
    if (section.isEmpty()) {
      absoluteOffset += size;
    } else if (section.get().holdsNothing) {
      section.get().length += size;
    } else if (budget.fits(sections.totalLength() + size, problems, reserve.span())) {
      section.get().bytes.zeros((int) size);
      section.get().length += size;
    }
  }

  private void times(Statement.Times times) {
    long count = count(times.count());
    if (times.body() instanceof Statement.Data data) {
      repeat(data, count);
      return;
    }
    for (long i = 0; i < count && budget.spend(problems, times.span()); i++) {
      long before = offset();
      execute(times.body());
      if (offset() == before) {
        return;
      }
    }
  }

  /** Data is the same each time: {@code $} stays where the repetition starts. */
  private void repeat(Statement.Data data, long count) {
    scratch.clear();
    items(data.items());
    long total = sections.totalLength() + count * scratch.length();
    if (budget.fits(total, problems, data.span())) {
      for (long i = 0; i < count; i++) {
        append(scratch, data.span());
      }
    }
  }

  /** A count that must be known at once: nothing before it may depend on what follows. */
  private long count(Expression expression) {
    OptionalLong count = known(expression);
    if (count.isEmpty()) {
      return 0;
    }
    if (count.getAsLong() < 0) {
      if (last) {
        problems.error(expression.span(), Complaint.negativeCount(count.getAsLong()));
      }
      return 0;
    }
    return budget.fits(count.getAsLong(), problems, expression.span()) ? count.getAsLong() : 0;
  }

  private OptionalLong known(Expression expression) {
    Value value = evaluator.value(expression);
    if (value.isNumber()) {
      return OptionalLong.of(value.number());
    }
    problems.error(expression.span(), Complaint.notKnownHere());
    return OptionalLong.empty();
  }

  private void section(Statement.Section named) {
    Section target = sections.named(named.name());
    section = Optional.of(target);
    resumedSection = named.primitive() ? resumedSection : section;
    for (Statement.Attribute attribute : named.attributes()) {
      attribute(target, attribute);
    }
  }

  private void attribute(Section target, Statement.Attribute attribute) {
    OptionalLong value = OptionalLong.empty();
    if (!attribute.value().isEmpty() && !attribute.name().endsWith("follows")) {
      value = known(attribute.value().getFirst());
    }
    switch (attribute.name()) {
      case "progbits" -> target.holdsNothing = false;
      case "nobits" -> target.holdsNothing = true;
      case "start" -> target.fixedStart = value;
      case "vstart" -> target.fixedAddress = value;
      case "follows" -> target.follows = attribute.word();
      case "vfollows" -> target.virtualFollows = attribute.word();
      case "align" -> target.alignment = alignment(value.orElse(1), attribute.span());
      case "valign" -> target.virtualAlignment = alignment(value.orElse(1), attribute.span());
      case "code", "data", "bss", "exec", "noexec", "write", "nowrite" -> {}
      default ->
          problems.error(attribute.span(), Complaint.unknownSectionAttribute(attribute.name()));
    }
  }

  private OptionalLong alignment(long alignment, Span span) {
    if (alignment > 0 && Long.bitCount(alignment) == 1) {
      return OptionalLong.of(alignment);
    }
    problems.error(span, Complaint.notPowerOfTwo());
    return OptionalLong.empty();
  }

  private void alignSection(Statement.AlignSection align) {
    OptionalLong boundary = known(align.boundary());
    if (boundary.isPresent() && section.isPresent()) {
      long now = section.get().alignment.orElse(0);
      OptionalLong wanted = alignment(boundary.getAsLong(), align.span());
      section.get().alignment = OptionalLong.of(Math.max(now, wanted.orElse(now)));
    }
  }

  private void absolute(Statement.Absolute absolute) {
    Value start = evaluator.value(absolute.address());
    if (!start.isAddress() || start.unknown()) {
      problems.error(absolute.address().span(), Complaint.notKnownHere());
      start = Value.of(0);
    }
    absoluteStart = start;
    absoluteOffset = 0;
    section = Optional.empty();
    if (!absolute.primitive()) {
      resumedSection = section;
      resumedStart = start;
    }
  }

  private void resume() {
    section = resumedSection;
    absoluteStart = resumedStart;
    absoluteOffset = 0;
  }

  private void origin(Statement.Origin origin) {
    known(origin.address()).ifPresent(sections::setOrigin);
  }

  private long offset() {
    return section.map(current -> current.length).orElse(absoluteOffset);
  }

  private Value place() {
    return section
        .map(current -> Value.of(new Base.SectionStart(current.number), current.length))
        .orElseGet(() -> absoluteStart.plus(Value.of(absoluteOffset)));
  }

  @Override
  public Value symbol(String name, Span span) {
    Optional<Value> value = symbols.value(name).or(() -> sections.fact(name));
    if (value.isEmpty() && last) {
      problems.error(span, symbols.undefined(name));
    }
    return value.orElse(Value.UNKNOWN);
  }

  @Override
  public Value here() {
    return here;
  }

  @Override
  public Value sectionStart() {
    return section
        .map(current -> Value.of(new Base.SectionStart(current.number), 0))
        .orElse(absoluteStart);
  }
}
