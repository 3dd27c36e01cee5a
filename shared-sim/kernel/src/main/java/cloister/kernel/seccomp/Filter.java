package cloister.kernel.seccomp;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** A filter and those that were set before it. Nobody takes one away; children have them, too. */
public final class Filter extends KernelObject {
  /** Instructions that a chain may have: as many as would fill 256 KiB. */
  private static final int MOST_IN_CHAIN = (1 << 18) / FilterProgram.INSTRUCTION_BYTES;

  /** What each filter that is there already counts beside its instructions. */
  private static final int PENALTY = 4;

  private FilterProgram program;
  private Filter before;
  private boolean logs;

  /** How many there are, with this one. */
  private int depth;

  /** What the chain counts. */
  private int length;

  public Filter(int id) {
    super(id);
  }

  /**
   * @param older the one that was set before; null for none
   * @param logsRefusals the kernel's log tells of what it refuses (SECCOMP_FILTER_FLAG_LOG)
   */
  public Filter of(FilterProgram rules, Filter older, boolean logsRefusals) {
    program = rules;
    before = older;
    logs = logsRefusals;
    depth = older == null ? 1 : older.depth + 1;
    length = rules.convertedLength() + PENALTY + (older == null ? 0 : older.length);
    return this;
  }

  /** Whether there is room for another one behind a chain. */
  public static boolean fits(FilterProgram fresh, Filter chain) {
    int there = chain == null ? 0 : chain.length;
    return there + fresh.convertedLength() <= MOST_IN_CHAIN;
  }

  public int depth() {
    return depth;
  }

  public boolean logs() {
    return logs;
  }

  /** Whether this one is in a chain; a chain that is null has none. */
  public boolean isIn(Filter chain) {
    Filter at = chain;
    while (at != null && at != this) {
      at = at.before;
    }
    return at == this;
  }

  /**
   * What a whole chain says of a call.
   *
   * @param data the lowest 16 bits of what the filter returned
   * @param by whose word counts
   * @param instructions of all filters that have run
   */
  public record Verdict(Action action, int data, Filter by, int instructions) {}

  /** All are asked, the newest first; the most restrictive action counts, and its newest filter. */
  public Verdict ask(CallData call) {
    int least = Action.ALLOW.value();
    Filter by = this;
    int instructions = 0;
    for (Filter at = this; at != null; at = at.before) {
      FilterProgram.Result result = at.program.run(call);
      instructions += result.instructions();
      if ((result.value() & 0xffff0000) < (least & 0xffff0000)) {
        least = result.value();
        by = at;
      }
    }
    return new Verdict(Action.of(least), least & 0xffff, by, instructions);
  }

  @Override
  public Kind kind() {
    return Kind.SECCOMP_FILTER;
  }

  @Override
  public void save(ObjectWriter out) {
    out.numbers(program.words());
    out.pointer(before);
    out.flag(logs);
    out.number(depth);
    out.number(length);
  }

  @Override
  public void load(ObjectReader in) {
    program = FilterProgram.loaded(in.numbers());
    before = in.pointer();
    logs = in.flag();
    depth = in.number();
    length = in.number();
  }
}
