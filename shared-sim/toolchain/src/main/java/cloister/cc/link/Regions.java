package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Script;
import cloister.cc.link.script.Script.Placement;
import java.util.Optional;

/** Which region of memory a section goes to, and where it is loaded (ld manual, 3.6.8 and 3.7). */
final class Regions {
  private final Script script;
  private final Evaluator evaluator;
  private final Progress progress;

  Regions(Script script, Evaluator evaluator, Progress progress) {
    this.script = script;
    this.evaluator = evaluator;
    this.progress = progress;
  }

  /** All of them are empty. */
  void begin() {
    for (Script.Region written : script.regions()) {
      Region region = new Region(written.name(), written.attributes());
      region.origin = evaluator.value(written.origin()).absolute();
      region.length = evaluator.value(written.length()).absolute();
      region.next = region.origin;
      progress.add(region);
    }
  }

  Region elsewhere() {
    return progress.regions().get(Region.ELSEWHERE);
  }

  private Region named(String name, Span span) {
    return progress
        .region(name)
        .orElseGet(
            () -> {
              progress.error(span, LinkComplaint.noRegion(name));
              return elsewhere();
            });
  }

  /** The region that a section goes to: the named one, or the first whose letters want it. */
  Region of(Script.Output written, OutputSection output) {
    Placement placement = written.placement();
    if (!output.isAllocated()) {
      return elsewhere();
    }
    if (!placement.region().isEmpty()) {
      return named(placement.region(), written.span());
    }
    if (placement.address().isEmpty()) {
      for (Region region : progress.regions().values()) {
        if (region.wants(output)) {
          return region;
        }
      }
    }
    return elsewhere();
  }

  /** What is loaded keeps its distance from its address, as the section before it did. */
  long loadAddress(Script.Output written, OutputSection output, Region region) {
    Placement placement = written.placement();
    if (placement.load().isPresent()) {
      return evaluator.value(placement.load().get()).absolute();
    }
    if (!placement.loadRegion().isEmpty()) {
      Region load = named(placement.loadRegion(), written.span());
      long address = Evaluator.align(load.next, output.alignment);
      load.next = address + (output.hasBytes() ? output.sizeBytes : 0);
      return address;
    }
    return region.last.map(last -> behind(last, output)).orElse(output.address & 0xFFFFFFFFL);
  }

  private static long behind(OutputSection last, OutputSection output) {
    long address = output.address & 0xFFFFFFFFL;
    long lastAddress = last.address & 0xFFFFFFFFL;
    long lastEnd = lastAddress + last.sizeBytes;
    long lastLoad = last.loadAddress & 0xFFFFFFFFL;
    boolean overlaps =
        address >= lastAddress && address < lastEnd
            || lastAddress >= address && lastAddress < address + output.sizeBytes;
    return overlaps ? lastLoad + last.sizeBytes : address + lastLoad - lastAddress;
  }

  /** Takes note that a section is in a region, up to the location counter. */
  void follow(OutputSection output, Region region, Span span) {
    if (output.sizeBytes > 0) {
      region.last = Optional.of(output);
    }
    region.next = progress.here;
    long excess = progress.here - region.origin - region.length;
    if (!region.isElsewhere() && excess > 0) {
      progress.error(span, LinkComplaint.regionFull(region.name(), output.name, excess));
    }
    if (progress.here > 1L << 32) {
      progress.error(span, LinkComplaint.tooLarge());
    }
  }
}
