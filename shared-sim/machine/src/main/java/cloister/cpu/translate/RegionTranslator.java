package cloister.cpu.translate;

/** Writes the code of a region: node by node, with the checks between them. */
final class RegionTranslator {
  private final Graph graph;
  private final RegionCode code;
  private final PendingFlags flags;
  private final SideExits sideExits;
  private final InstructionTranslator instructions;

  /** The node that is being written, how many instructions it has, and how many came already. */
  private int node;

  private int length;
  private int done;

  RegionTranslator(
      Graph graph, RegionCode code, SideExits sideExits, Mode mode, Passages passages) {
    this.graph = graph;
    this.code = code;
    this.sideExits = sideExits;
    flags = new PendingFlags(code);
    instructions = new InstructionTranslator(this, code, flags, mode, passages);
  }

  /**
   * @return null when the region is too large for the host
   */
  Translated translate() {
    enter();
    code.beginNodes(graph.offsets(), graph.latest());
    for (node = 0; node < graph.offsets().length; node++) {
      translateNode();
    }
    code.endNodes();
    exit();
    return code.finish();
  }

  private void enter() {
    for (int register = 0; register < 8; register++) {
      copyIn(Frame.GENERAL + register, Local.GENERAL + register);
    }
    copyIn(Frame.RESULT, Local.RESULT);
    copyIn(Frame.CARRIES, Local.CARRIES);
    copyIn(Frame.LEFT, Local.LEFT);
    copyIn(Frame.OFFSET, Local.OFFSET);
  }

  private void copyIn(int word, int local) {
    code.load(word);
    code.set(local);
  }

  private void exit() {
    flags.keepWhatever();
    instructions.deliverFault();
    for (int register = 0; register < 8; register++) {
      copyOut(Local.GENERAL + register, Frame.GENERAL + register);
    }
    copyOut(Local.RESULT, Frame.RESULT);
    copyOut(Local.CARRIES, Frame.CARRIES);
    copyOut(Local.LEFT, Frame.LEFT);
    copyOut(Local.OFFSET, Frame.OFFSET);
    copyOut(Local.STAYS, Frame.STAYS);
    copyOut(Local.SIDE_EXIT, Frame.SIDE_EXIT);
    copyOut(Local.LANDED, Frame.LANDED);
  }

  private void copyOut(int local, int word) {
    code.get(local);
    code.store(word);
  }

  private void translateNode() {
    int offset = graph.offsets()[node];
    length = graph.length(node);
    flags.set(PendingFlags.UNKNOWN);
    code.node();
    spend(offset);
    for (done = 0; done < length; done++) {
      if (graph.sideExits(offset)) {
        ask(offset, graph.askedFrom(offset), flags.kind());
        return;
      }
      int next = graph.next(offset);
      instructions.translate(graph.slots(offset), graph.at(offset), offset, next);
      if (graph.endsNode(offset)) {
        return;
      }
      offset = next;
    }
    if (graph.node(offset) >= 0) {
      goTo(offset);
    } else {
      stay(offset, flags.kind());
    }
  }

  /** All instructions of the node are retired together; when there is no room, none is. */
  private void spend(int offset) {
    code.get(Local.LEFT);
    code.constant(length);
    code.calculate(Operator.SUBTRACT);
    code.set(Local.LEFT);
    code.attempt();
    code.get(Local.LEFT);
    code.constant(0);
    code.giveUpIf(Comparison.LESS);
    code.otherwise();
    done = 0;
    stay(offset, PendingFlags.UNKNOWN);
    code.end();
  }

  /** Leaves the instruction at an offset to the interpreter. */
  void stay(int offset, int flagsBefore) {
    flags.tell(flagsBefore);
    giveBack(length - done);
    code.constant(1);
    code.set(Local.STAYS);
    setOffset(offset);
    code.leave();
  }

  /** Ends an attempt: what was given up is asked for. */
  void orAsk(int offset, int flagsBefore) {
    code.otherwise();
    ask(offset, 1, flagsBefore);
    code.end();
  }

  /** Ends an attempt: what was given up is left to the interpreter. */
  void orStay(int offset, int flagsBefore) {
    code.otherwise();
    stay(offset, flagsBefore);
    code.end();
  }

  /** Has the interpreter do some instructions, to go on where they lead. */
  private void ask(int offset, int count, int flagsBefore) {
    if (!graph.maySideExit(offset)) {
      throw new IllegalStateException("no node behind the side exit at " + offset);
    }
    int number = sideExits.add(graph.slots(offset), graph.at(offset), count);
    flags.tell(flagsBefore);
    giveBack(length - done);
    setOffset(offset);
    code.constant(number);
    code.set(Local.SIDE_EXIT);
    code.leave();
  }

  /** Tells how many instructions may be retired from the current one on. */
  void handOverLeft() {
    code.get(Local.LEFT);
    code.constant(length - done);
    code.calculate(Operator.ADD);
    code.store(Frame.LEFT);
  }

  /** Behind what was done for the region: leaves at the next instruction if it has to. */
  void leaveUnlessGoesOn(int next) {
    code.attempt();
    code.giveUpUnless(Frame.GOES_ON);
    code.otherwise();
    flags.tell(flags.kind());
    giveBack(length - done - 1);
    setOffset(next);
    code.leave();
    code.end();
  }

  /** So many instructions of the node are not retired. */
  private void giveBack(int instructions) {
    if (instructions > 0) {
      code.get(Local.LEFT);
      code.constant(instructions);
      code.calculate(Operator.ADD);
      code.set(Local.LEFT);
    }
  }

  /** Goes on at an offset, in the region or elsewhere, after the last instruction of the node. */
  void goTo(int offset) {
    int target = graph.node(offset);
    if (target >= 0) {
      if (settles(target)) {
        flags.keep();
      }
      flags.tell(flags.kind());
      code.jump(target);
    } else {
      flags.tell(flags.kind());
      setOffset(offset);
      code.leave();
    }
  }

  /**
   * Whether the carries are computed on the way to a node: where it is known what they follow from,
   * that is less work than to find it out there.
   */
  private boolean settles(int target) {
    return target >= 0
        && flags.kind() != PendingFlags.UNKNOWN
        && flags.kind() != PendingFlags.KEPT
        && graph.readsCarries(target);
  }

  /** Goes on at one offset when a condition holds, and at another, or in the node, when not. */
  void branch(int condition, int taken, int notTaken) {
    flags.prepare(condition);
    int rest = length - done - 1;
    int target = graph.node(taken);
    if (rest == 0 && target >= 0 && !settles(target)) {
      flags.tell(flags.kind());
      code.jumpIf(flags.pushComparison(condition), target);
    } else {
      int kind = flags.kind();
      code.attempt();
      code.giveUpIf(flags.pushComparison(condition));
      code.otherwise();
      giveBack(rest);
      goTo(taken);
      code.end();
      flags.set(kind);
    }
    if (rest == 0) {
      goTo(notTaken);
    }
  }

  /** Leaves for the offset in {@link Local#OFFSET}. */
  void leave() {
    flags.tell(flags.kind());
    code.leave();
  }

  /** Goes to the offset in {@link Local#OFFSET}. */
  void goToOffset() {
    flags.tell(flags.kind());
    code.dispatch();
  }

  private void setOffset(int offset) {
    code.constant(offset);
    code.set(Local.OFFSET);
  }

  /** Whether nobody can see the flags that the current instruction sets. */
  boolean flagsAreHidden(int offset) {
    int next = graph.next(offset);
    for (int later = done + 1; later < length && !graph.sideExits(next); later++) {
      int effect = FlagUse.of(graph.slots(next), graph.at(next));
      if (effect != FlagUse.NONE) {
        return effect == FlagUse.REPLACES;
      }
      next = graph.next(next);
    }
    return false;
  }
}
