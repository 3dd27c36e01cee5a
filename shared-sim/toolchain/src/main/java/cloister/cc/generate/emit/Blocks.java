package cloister.cc.generate.emit;

import cloister.asm.report.Span;
import cloister.cc.code.Debug;
import cloister.cc.code.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Marks with labels where the code of the source's blocks is. */
public final class Blocks {
  private final List<Block> blocks;
  private final List<List<Debug.Range>> ranges = new ArrayList<>();
  private final String[] open;
  private final Supplier<String> labels;

  /** A block of the source, with its braces. */
  public record Block(Span from, Span to) {
    private boolean holds(Span span) {
      boolean here = span.file().equals(from.file()) && span.file().equals(to.file());
      return here && compare(from, span) <= 0 && compare(span, to) <= 0;
    }

    private static int compare(Span a, Span b) {
      return a.line() != b.line()
          ? Integer.compare(a.line(), b.line())
          : Integer.compare(a.column(), b.column());
    }
  }

  /**
   * @param labels gives a new one each time
   */
  public Blocks(List<Block> blocks, Supplier<String> labels) {
    this.blocks = blocks;
    this.labels = labels;
    open = new String[blocks.size()];
    Arrays.fill(open, "");
    blocks.forEach(block -> ranges.add(new ArrayList<>()));
  }

  /** The number of a block, or {@link Debug.Scope#BODY} for one that is not told of. */
  public int indexOf(Block block) {
    return blocks.indexOf(block);
  }

  /** The blocks with their code. */
  public List<Debug.Scope> scopes() {
    List<Debug.Scope> scopes = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      scopes.add(new Debug.Scope(blocks.get(i).from(), blocks.get(i).to(), ranges.get(i)));
    }
    return scopes;
  }

  /** What follows was made for a place in the source. */
  void pass(Span span, List<Item> items) {
    String here = "";
    for (int i = 0; i < open.length; i++) {
      if (blocks.get(i).holds(span) == open[i].isEmpty()) {
        here = here.isEmpty() ? label(items) : here;
        turn(i, here);
      }
    }
  }

  /** Nothing follows. */
  void end(List<Item> items) {
    String here = "";
    for (int i = 0; i < open.length; i++) {
      if (!open[i].isEmpty()) {
        here = here.isEmpty() ? label(items) : here;
        turn(i, here);
      }
    }
  }

  private String label(List<Item> items) {
    String label = labels.get();
    items.add(new Item.Label(label));
    return label;
  }

  private void turn(int block, String here) {
    if (open[block].isEmpty()) {
      open[block] = here;
    } else {
      ranges.get(block).add(new Debug.Range(open[block], here));
      open[block] = "";
    }
  }
}
