package cloister.asm.macro;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;

/** The open {@code %if} blocks, innermost last. */
final class Conditions {
  private static final class Block {
    final Span opened;
    final boolean reachable;
    boolean active;
    boolean satisfied;
    boolean elseSeen;

    Block(Span opened, boolean reachable) {
      this.opened = opened;
      this.reachable = reachable;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  int depth() {
    return blocks.size();
  }

  /** True when lines count. */
  boolean emitting() {
    return blocks.isEmpty() || blocks.getLast().active;
  }

  /** True when the condition of an {@code %elif} here decides something. */
  boolean undecided() {
    Block block = blocks.getLast();
    return block.reachable && !block.satisfied && !block.elseSeen;
  }

  void open(Span span, boolean condition) {
    Block block = new Block(span, emitting());
    block.active = block.reachable && condition;
    block.satisfied = block.active;
    blocks.add(block);
  }

  void otherwiseIf(boolean condition) {
    Block block = blocks.getLast();
    block.active = undecided() && condition;
    block.satisfied |= block.active;
  }

  /** False when there was an {@code %else} before. */
  boolean otherwise() {
    Block block = blocks.getLast();
    boolean first = !block.elseSeen;
    block.active = first && undecided();
    block.elseSeen = true;
    return first;
  }

  void close() {
    blocks.removeLast();
  }

  Span lastOpened() {
    return blocks.getLast().opened;
  }
}
