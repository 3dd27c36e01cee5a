package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.OutputSection.Piece;
import cloister.cc.link.script.Expression;
import cloister.cc.link.script.Script;
import cloister.cc.link.script.Script.Placement;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries a script out: gives every output section its address and every input its place. */
final class Layout {
  private static final int MOST_ROUNDS = 12;
  private static final long MOST_BYTES = 1L << 31;

  private final Script script;
  private final Resolution resolution;
  private final Diagnostics diagnostics;
  private final Plan plan;
  private final Evaluator evaluator = new Evaluator(new State());
  private final Map<String, Value> symbols = new TreeMap<>();
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final List<OutputSection> outputs;
  private int headerBytes;
  private long here;
  private OutputSection current;

  /** The step that is being carried out. */
  private int reached;

  private boolean last;

  Layout(Script script, Resolution resolution, Diagnostics diagnostics) {
    this.script = script;
    this.resolution = resolution;
    this.diagnostics = diagnostics;
    plan = new Plan(script, resolution);
    outputs = plan.sections();
    for (OutputSection output : outputs) {
      output.writableCode = script.packed() && output.name.equals(".text");
    }
  }

  /** In rounds until nothing changes, since an expression may ask for what comes later. */
  void layOut(int sizeOfHeaders) {
    headerBytes = sizeOfHeaders;
    last = false;
    String before = "";
    for (int round = 0; round < MOST_ROUNDS; round++) {
      place();
      String after = summary();
      if (after.equals(before)) {
        break;
      }
      before = after;
    }
  }

  /** Once more, reporting what is wrong. */
  void finish() {
    last = true;
    place();
    for (Plan.Step step : plan.steps()) {
      if (step.statement() instanceof Script.Output output) {
        output.placement().segments().forEach(name -> checkSegment(name, output.span()));
      }
    }
  }

  private void checkSegment(String name, Span span) {
    boolean known =
        name.equals(Script.Segment.NONE)
            || script.segments().stream().anyMatch(segment -> segment.name().equals(name));
    if (!known) {
      error(span, LinkComplaint.noSegment(name));
    }
  }

  private String summary() {
    StringBuilder summary = new StringBuilder();
    for (OutputSection output : outputs) {
      summary.append(output.address).append(' ').append(output.sizeBytes).append(' ');
      summary.append(output.loadAddress).append(' ');
    }
    symbols.forEach((_, value) -> summary.append(value.absolute()).append(' '));
    return summary.toString();
  }

  List<OutputSection> outputs() {
    return outputs;
  }

  Script script() {
    return script;
  }

  /** Symbols that the script defines, with their values. */
  Map<String, Value> symbols() {
    return symbols;
  }

  /** A value of the script outside of {@code SECTIONS}. */
  long number(Expression expression) {
    return evaluator.value(expression).absolute();
  }

  private void place() {
    here = 0;
    current = null;
    regions();
    List<String> segments = List.of();
    for (reached = 0; reached < plan.steps().size(); reached++) {
      Plan.Step step = plan.steps().get(reached);
      switch (step.statement()) {
        case Script.Assign assign -> assign(assign);
        case Script.Assert check -> check(check);
        case Script.Output output -> {
          List<String> named = output.placement().segments();
          segments = named.isEmpty() ? segments : named;
          step.section().segments = segments;
          place(output, step.section());
        }
      }
    }
  }

  private void regions() {
    regions.clear();
    for (Script.Region written : script.regions()) {
      Region region = new Region(written);
      region.origin = number(written.origin());
      region.length = number(written.length());
      region.next = region.origin;
      regions.put(written.name(), region);
    }
    Script.Region rest = new Script.Region("", "", null, null, new Span("", 1, 1, 0));
    regions.put("", new Region(rest));
  }

  private Region region(String name, Span span) {
    Region region = regions.get(name);
    if (region == null) {
      error(span, LinkComplaint.noRegion(name));
      return regions.get("");
    }
    return region;
  }

  /** The region that a section goes to: the named one, or the first whose letters want it. */
  private Region regionOf(Script.Output written, OutputSection output) {
    Placement placement = written.placement();
    if (!placement.region().isEmpty()) {
      return region(placement.region(), written.span());
    }
    if (placement.address().isEmpty() && output.isAllocated()) {
      for (Region region : regions.values()) {
        if (region.wants(output)) {
          return region;
        }
      }
    }
    return regions.get("");
  }

  private void place(Script.Output written, OutputSection output) {
    long before = here;
    Placement placement = written.placement();
    boolean allocated = output.isAllocated();
    Region region = allocated ? regionOf(written, output) : regions.get("");
    if (!region.isDefault()) {
      here = region.next;
    }
    if (placement.align().isPresent()) {
      int boundary = (int) number(placement.align().get());
      output.alignment = Math.max(output.alignment, boundary);
    }
    if (placement.address().isPresent()) {
      here = number(placement.address().get()) & 0xFFFFFFFFL;
    } else if (!output.inputs.isEmpty() || output.sizeBytes > 0) {
      here = Evaluator.align(here, output.alignment);
    } else if (placement.align().isPresent()) {
      here = Evaluator.align(here, number(placement.align().get()));
    }
    output.address = (int) here;
    contents(written, output);
    if (output.isAllocated()) {
      output.loadAddress = (int) loadAddress(written, output, region);
      follow(output, region, written.span());
    } else {
      output.address = output.unallocated ? output.address : 0;
      output.loadAddress = output.address;
      here = before;
    }
  }

  /** What is loaded keeps its distance from its address, as the section before it did. */
  private long loadAddress(Script.Output written, OutputSection output, Region region) {
    Placement placement = written.placement();
    if (placement.load().isPresent()) {
      return number(placement.load().get());
    }
    if (!placement.loadRegion().isEmpty()) {
      Region load = region(placement.loadRegion(), written.span());
      long address = Evaluator.align(load.next, output.alignment);
      load.next = address + (output.hasBytes() ? output.sizeBytes : 0);
      return address;
    }
    long address = output.address & 0xFFFFFFFFL;
    OutputSection last = region.last;
    if (last == null) {
      return address;
    }
    long lastAddress = last.address & 0xFFFFFFFFL;
    long lastEnd = lastAddress + last.sizeBytes;
    long lastLoad = last.loadAddress & 0xFFFFFFFFL;
    boolean overlaps =
        address >= lastAddress && address < lastEnd
            || lastAddress >= address && lastAddress < address + output.sizeBytes;
    return overlaps ? lastLoad + last.sizeBytes : address + lastLoad - lastAddress;
  }

  private void follow(OutputSection output, Region region, Span span) {
    if (output.sizeBytes > 0) {
      region.last = output;
    }
    region.next = here;
    if (!region.isDefault() && here - region.origin > region.length) {
      long excess = here - region.origin - region.length;
      error(span, LinkComplaint.regionFull(region.written.name(), output.name, excess));
    }
    if (here > 1L << 32) {
      error(span, LinkComplaint.tooLarge());
    }
  }

  private void contents(Script.Output written, OutputSection output) {
    long start = here;
    current = output;
    output.pieces.clear();
    byte[] fill = written.placement().fill();
    long inputAlign = written.placement().inputAlign().map(this::number).orElse(0L);
    for (Script.Content content : written.contents()) {
      switch (content) {
        case Script.Assign assign when assign.movesHere() -> move(assign, start, fill);
        case Script.Assign assign -> assign(assign);
        case Script.Assert check -> check(check);
        case Script.Fill pattern -> fill = pattern.pattern();
        case Script.Number number -> {
          byte[] bytes = bytes(evaluator.value(number.value()).absolute(), number.bytes());
          add(new Piece((int) (here - start), bytes.length, false, bytes));
        }
        case Script.Text text ->
            add(new Piece((int) (here - start), text.bytes().length, false, text.bytes()));
        case Script.Inputs inputs -> {
          for (InputSection input : output.inputs) {
            if (input.taker == inputs) {
              place(input, start, inputAlign, fill);
            }
          }
        }
      }
    }
    for (InputSection input : output.inputs) {
      if (input.taker == null) {
        place(input, start, inputAlign, fill);
      }
    }
    current = null;
    if (here - start > MOST_BYTES || here < start) {
      error(written.span(), LinkComplaint.tooLarge());
      here = start;
    }
    output.sizeBytes = (int) (here - start);
    bounds(output);
  }

  private static byte[] bytes(long value, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (value >> 8 * i);
    }
    return bytes;
  }

  private void add(Piece piece) {
    current.pieces.add(piece);
    here += piece.sizeBytes();
  }

  /** Within a section a plain number counts from its start, and the counter only goes on. */
  private void move(Script.Assign assign, long start, byte[] fill) {
    Value value = evaluator.value(assign.value());
    long target = value.plain() ? start + value.number() : value.absolute();
    if (target < here || target - start > MOST_BYTES) {
      error(assign.span(), LinkComplaint.backwards());
    } else if (target > here) {
      add(new Piece((int) (here - start), (int) (target - here), true, fill));
    }
  }

  private void place(InputSection input, long start, long inputAlign, byte[] fill) {
    long boundary = inputAlign > 0 ? inputAlign : input.section.alignment();
    long place = Evaluator.align(here, boundary);
    if (place > here) {
      add(new Piece((int) (here - start), (int) (place - here), true, fill));
    }
    input.offset = (int) (here - start);
    here += input.section.sizeBytes();
  }

  /** A section whose name could be one in C has symbols at both ends (ld manual, 3.5.6). */
  private void bounds(OutputSection output) {
    boolean name = !output.name.isEmpty() && !Character.isDigit(output.name.charAt(0));
    for (int i = 0; i < output.name.length(); i++) {
      char c = output.name.charAt(i);
      name &= c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
    if (name) {
      bound("__start_" + output.name, Value.within(output, 0));
      bound("__stop_" + output.name, Value.within(output, output.sizeBytes));
    }
  }

  private void bound(String symbol, Value address) {
    if (resolution.isWanted(symbol) && !resolution.definitions().containsKey(symbol)) {
      symbols.put(symbol, address);
    }
  }

  private void assign(Script.Assign assign) {
    if (assign.movesHere()) {
      here = number(assign.value()) & 0xFFFFFFFFL;
      return;
    }
    boolean defined = resolution.definitions().containsKey(assign.symbol());
    boolean wanted = resolution.isWanted(assign.symbol()) || asked.contains(assign.symbol());
    if (!assign.provided() || wanted && !defined) {
      Value value = evaluator.value(assign.value());
      boolean relative = value.plain() && current != null;
      Value known = relative ? Value.within(current, value.number()) : value;
      symbols.put(assign.symbol(), known.plain() ? Value.address(known.number()) : known);
    }
  }

  private void check(Script.Assert check) {
    if (last && !evaluator.value(check.condition()).isTrue()) {
      diagnostics.error(check.span(), LinkComplaint.asserted(check.text()));
    }
  }

  private void error(Span span, Message message) {
    if (last) {
      diagnostics.error(span, message);
    }
  }

  /** What expressions see of the layout so far. */
  private final class State implements Evaluator.Surroundings {
    @Override
    public Value here() {
      return current == null
          ? Value.address(here)
          : Value.within(current, here - (current.address & 0xFFFFFFFFL));
    }

    @Override
    public OutputSection current() {
      return current;
    }

    @Override
    public Optional<Value> symbol(String name) {
      asked.add(name);
      Value known = symbols.get(name);
      return known != null
          ? Optional.of(known)
          : Addresses.valueOf(resolution.definitions().get(name));
    }

    @Override
    public Optional<OutputSection> section(String name) {
      if (name.equals(Expression.OfSection.NEXT)) {
        return next();
      }
      for (OutputSection output : outputs) {
        if (output.name.equals(name)) {
          return Optional.of(output);
        }
      }
      return Optional.empty();
    }

    private Optional<OutputSection> next() {
      for (Plan.Step step : plan.steps().subList(reached, plan.steps().size())) {
        if (step.section() != null && !step.section().inputs.isEmpty()) {
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
      Layout.this.error(span, message);
    }
  }

  /** The sections by their place in memory, those that are in none last. */
  List<OutputSection> inMemory() {
    List<OutputSection> sorted = new ArrayList<>();
    for (OutputSection output : outputs) {
      if (output.sizeBytes > 0) {
        sorted.add(output);
      }
    }
    sorted.sort(
        (a, b) -> {
          int kind = Boolean.compare(b.isAllocated(), a.isAllocated());
          return kind != 0 || !a.isAllocated()
              ? kind
              : Integer.compareUnsigned(a.address, b.address);
        });
    return sorted;
  }
}
