package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression;
import cloister.cc.link.script.Script;
import cloister.cc.link.script.Script.Placement;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Carries a script out: gives every output section its address and every input its place. */
final class Layout {
  private static final int MOST_ROUNDS = 12;

  private final Script script;
  private final Plan plan;
  private final Progress progress;
  private final Evaluator evaluator;
  private final Regions regions;
  private final List<OutputSection> outputs;

  Layout(Script script, Resolution resolution, Diagnostics diagnostics) {
    this.script = script;
    plan = new Plan(script, resolution);
    progress = new Progress(plan, resolution, diagnostics);
    evaluator = new Evaluator(progress);
    regions = new Regions(script, evaluator, progress);
    outputs = plan.sections();
    for (OutputSection output : outputs) {
      output.writableCode = script.packed() && output.name.equals(".text");
    }
  }

  /** In rounds until nothing changes, since an expression may ask for what comes later. */
  void layOut(int sizeOfHeaders) {
    progress.headers(sizeOfHeaders);
    progress.report(false);
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
    progress.report(true);
    place();
    for (Plan.Step step : plan.steps()) {
      if (step instanceof Plan.Described described) {
        Script.Output output = described.written();
        output.placement().segments().forEach(name -> checkSegment(name, output.span()));
      }
    }
  }

  private void checkSegment(String name, Span span) {
    boolean known =
        name.equals(Script.Segment.NONE)
            || script.segments().stream().anyMatch(segment -> segment.name().equals(name));
    if (!known) {
      progress.error(span, LinkComplaint.noSegment(name));
    }
  }

  private String summary() {
    StringBuilder summary = new StringBuilder();
    for (OutputSection output : outputs) {
      summary.append(output.address).append(' ').append(output.sizeBytes).append(' ');
      summary.append(output.loadAddress).append(' ');
    }
    symbols().forEach((_, value) -> summary.append(value.absolute()).append(' '));
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
    return progress.symbols();
  }

  /** A value of the script outside of {@code SECTIONS}. */
  long number(Expression expression) {
    return evaluator.value(expression).absolute();
  }

  private void place() {
    progress.begin();
    regions.begin();
    List<String> segments = List.of();
    for (int i = 0; i < plan.steps().size(); i++) {
      progress.reach(i);
      switch (plan.steps().get(i)) {
        case Plan.Command step -> command(step.command());
        case Plan.Described step -> {
          Placement placement = step.written().placement();
          boolean inherits = placement.segments().isEmpty();
          segments = inherits ? segments : placement.segments();
          // What is not loaded is only in the segments that it names itself.
          step.section().segments = inherits && placement.noLoad() ? List.of() : segments;
          place(step.written(), step.section());
        }
      }
    }
  }

  private void command(Script.Command command) {
    switch (command) {
      case Script.Assert check -> evaluator.check(check);
      case Script.Assign assign when assign.movesHere() ->
          progress.move(number(assign.value()) & 0xFFFFFFFFL);
      case Script.Assign assign -> {
        if (progress.counts(assign)) {
          progress.assign(assign, evaluator.value(assign.value()));
        }
      }
    }
  }

  private void place(Script.Output written, OutputSection output) {
    long before = progress.here;
    Region region = regions.of(written, output);
    progress.here = start(written, output, region);
    output.address = (int) progress.here;
    new Filling(written, output, evaluator, progress).fill();
    if (output.isAllocated()) {
      output.loadAddress = (int) regions.loadAddress(written, output, region);
      regions.follow(output, region, written.span());
    } else {
      output.address = output.unallocated ? output.address : 0;
      output.loadAddress = output.address;
      progress.here = before;
    }
  }

  /** An address is an expression of the location counter; without one the region's end counts. */
  private long start(Script.Output written, OutputSection output, Region region) {
    Placement placement = written.placement();
    if (placement.address().isPresent()) {
      long address = number(placement.address().get()) & 0xFFFFFFFFL;
      placement.align().ifPresent(one -> widen(output, number(one)));
      return address;
    }
    progress.here = region.isElsewhere() ? progress.here : region.next;
    if (placement.align().isPresent()) {
      widen(output, number(placement.align().get()));
    }
    if (!output.inputs().isEmpty() || output.sizeBytes > 0) {
      return Evaluator.align(progress.here, output.alignment);
    }
    return placement
        .align()
        .map(one -> Evaluator.align(progress.here, number(one)))
        .orElse(progress.here);
  }

  private static void widen(OutputSection output, long boundary) {
    output.alignment = Math.max(output.alignment, (int) boundary);
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
