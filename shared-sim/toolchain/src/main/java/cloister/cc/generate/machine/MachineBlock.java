package cloister.cc.generate.machine;

import java.util.ArrayList;
import java.util.List;

/** A block: control enters at its label; it may leave at jumps behind which nothing is written. */
public final class MachineBlock {
  private final String label;
  private final int number;
  private final List<MachineInstruction> instructions = new ArrayList<>();
  private final List<MachineBlock> successors = new ArrayList<>();
  private boolean named;
  private int loopDepth;
  private int[] live = {};

  MachineBlock(String label, int number) {
    this.label = label;
    this.number = number;
  }

  public String label() {
    return label;
  }

  /** True when data hold its address, so that it stays even where nothing jumps to it. */
  public boolean named() {
    return named;
  }

  public void makeNamed() {
    named = true;
  }

  /** Its place among the blocks that were made. */
  public int number() {
    return number;
  }

  /** The list itself: passes change it. */
  public List<MachineInstruction> instructions() {
    return instructions;
  }

  public List<MachineBlock> successors() {
    return successors;
  }

  public void goesTo(MachineBlock successor) {
    if (!successors.contains(successor)) {
      successors.add(successor);
    }
  }

  /** The virtual registers of variables that are live at its beginning, in order. */
  public int[] live() {
    return live;
  }

  public void live(int[] variables) {
    live = variables;
  }

  public int loopDepth() {
    return loopDepth;
  }

  public void loopDepth(int depth) {
    loopDepth = depth;
  }
}
