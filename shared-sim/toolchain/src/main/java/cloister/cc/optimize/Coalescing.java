package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrFunction.Home;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.Copy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one register of those that copies connect and that are never needed at once. */
final class Coalescing {
  /** Longer lists of stretches are not worth their time. */
  private static final int LONGEST = 4000;

  private final SsaForm form;
  private final Map<BasicBlock, List<Copy>> starts;
  private final Map<BasicBlock, List<Copy>> ends;
  private final Register[] parent;
  private final LiveRange[] ranges;

  /**
   * @param starts copies that happen at once before a block
   * @param ends copies that happen at once before a block's last jump
   */
  Coalescing(SsaForm form, Map<BasicBlock, List<Copy>> starts, Map<BasicBlock, List<Copy>> ends) {
    this.form = form;
    this.starts = starts;
    this.ends = ends;
    parent = new Register[form.function().registerCount()];
    ranges = new LiveRange[parent.length];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = new LiveRange();
    }
  }

  private record Wish(Copy copy, int depth) {}

  void run() {
    new RangeBuilder(form, starts, ends, ranges).build();
    List<Wish> wishes = new ArrayList<>();
    for (BasicBlock block : form.graph().order()) {
      int depth = form.graph().loopDepth(block);
      List<Copy> copies = new ArrayList<>(starts.getOrDefault(block, List.of()));
      copies.addAll(ends.getOrDefault(block, List.of()));
      for (Instruction one : block.instructions()) {
        if (one.operation() instanceof Copy copy) {
          copies.add(copy);
        }
      }
      copies.forEach(copy -> wishes.add(new Wish(copy, depth)));
    }
    wishes.sort(Comparator.comparingInt(Wish::depth).reversed());
    wishes.forEach(wish -> grant(wish.copy()));
  }

  private void grant(Copy copy) {
    if (!(copy.from() instanceof Register from)) {
      return;
    }
    Register a = name(copy.to());
    Register b = name(from);
    if (!a.equals(b)
        && ranges[a.number()].size() + ranges[b.number()].size() < LONGEST
        && !ranges[a.number()].meets(ranges[b.number()])) {
      unite(a, b);
    }
  }

  private void unite(Register one, Register other) {
    Register a = name(one);
    Register b = name(other);
    if (!a.equals(b)) {
      parent[b.number()] = a;
      ranges[a.number()] = LiveRange.union(ranges[a.number()], ranges[b.number()]);
      ranges[b.number()] = new LiveRange();
    }
  }

  /** The register that this one has become. */
  Register name(Register register) {
    Register last = register;
    while (last.number() < parent.length && parent[last.number()] != null) {
      last = parent[last.number()];
    }
    Register at = register;
    while (at != last) {
      Register next = parent[at.number()];
      parent[at.number()] = last;
      at = next;
    }
    return last;
  }

  /** A variable is where registers that were made for it are; two variables share none. */
  void moveHomes() {
    IrFunction function = form.function();
    Map<Register, Register> owners = new LinkedHashMap<>();
    Register nobody = new Register(-1, Operand.Kind.WORD);
    for (int i = 0; i < parent.length; i++) {
      Register origin = form.origin(new Register(i, Operand.Kind.WORD));
      if (origin.number() != i && !ranges[name(origin(i, origin)).number()].isEmpty()) {
        Register now = name(origin(i, origin));
        owners.merge(now, origin, (a, b) -> a.equals(b) ? a : nobody);
      }
    }
    Map<Register, List<Register>> places = new LinkedHashMap<>();
    owners.forEach(
        (now, origin) -> places.computeIfAbsent(origin, at -> new ArrayList<>()).add(now));
    List<Home> homes = new ArrayList<>();
    for (Home home : function.homes()) {
      if (!home.place().isEmpty() && home.place().getFirst() instanceof Register) {
        moved(home, places, homes);
      } else {
        homes.add(home);
      }
    }
    function.homes().clear();
    function.homes().addAll(homes);
  }

  /** A pair has a home as long as each half has one register. */
  private void moved(Home home, Map<Register, List<Register>> places, List<Home> homes) {
    List<List<Register>> parts = new ArrayList<>();
    for (Operand part : home.place()) {
      Register register = (Register) part;
      Register now = name(register);
      boolean stays = now.number() < ranges.length && !ranges[now.number()].isEmpty();
      parts.add(places.getOrDefault(register, stays ? List.of(now) : List.of()));
    }
    if (parts.stream().anyMatch(List::isEmpty)) {
      homes.add(home.at(List.of()));
    } else if (parts.size() == 1) {
      for (Register place : parts.getFirst()) {
        homes.add(home.at(List.of(place)));
      }
    } else if (parts.stream().allMatch(part -> part.size() == 1)) {
      List<Operand> pair = List.of(parts.getFirst().getFirst(), parts.getLast().getFirst());
      homes.add(home.at(pair));
    } else {
      homes.add(home.at(List.of()));
    }
  }

  private static Register origin(int number, Register like) {
    return new Register(number, like.kind());
  }

  /** Walks each block from its end to its start. */
  private static final class RangeBuilder {
    private final SsaForm form;
    private final Map<BasicBlock, List<Copy>> starts;
    private final Map<BasicBlock, List<Copy>> ends;
    private final LiveRange[] ranges;

    RangeBuilder(
        SsaForm form,
        Map<BasicBlock, List<Copy>> starts,
        Map<BasicBlock, List<Copy>> ends,
        LiveRange[] ranges) {
      this.form = form;
      this.starts = starts;
      this.ends = ends;
      this.ranges = ranges;
    }

    void build() {
      materialize(true);
      Liveness liveness = new Liveness(form.graph(), ranges.length);
      materialize(false);
      int position = 0;
      for (BasicBlock block : form.graph().order()) {
        position += 2 * (block.instructions().size() + 4);
      }
      for (BasicBlock block : form.graph().order().reversed()) {
        int size = 2 * (block.instructions().size() + 4);
        position -= size;
        block(block, position, position + size, liveness);
      }
    }

    /** Liveness sees the copies as instructions; their order does not matter to it. */
    private void materialize(boolean put) {
      starts.forEach((block, copies) -> toggle(block, copies, put, 0));
      ends.forEach(
          (block, copies) -> {
            int at = block.instructions().size();
            toggle(block, copies, put, put ? at : at - copies.size());
          });
    }

    private static void toggle(BasicBlock block, List<Copy> copies, boolean put, int at) {
      if (put) {
        List<Instruction> added = new ArrayList<>();
        copies.forEach(copy -> added.add(new Instruction(copy, block.endSpan())));
        block.instructions().addAll(at, added);
      } else {
        block.instructions().subList(at, at + copies.size()).clear();
      }
    }

    private void block(BasicBlock block, int start, int end, Liveness liveness) {
      liveness.out(block, register -> range(register).add(start, end));
      int at = end - 2;
      Mentions.writes(block.terminator(), to -> range(to).startAt(end - 1));
      int last = at;
      Mentions.reads(block.terminator(), from -> range(from).add(start, last));
      at -= 2;
      parallel(ends.getOrDefault(block, List.of()), start, at);
      for (Instruction one : block.instructions().reversed()) {
        at -= 2;
        int here = at;
        Mentions.writes(one.operation(), to -> range(to).startAt(here + 1));
        Mentions.reads(one.operation(), from -> range(from).add(start, here + 1));
      }
      parallel(starts.getOrDefault(block, List.of()), start, at - 2);
    }

    private void parallel(List<Copy> copies, int start, int at) {
      for (Copy copy : copies) {
        range(copy.to()).startAt(at + 1);
      }
      for (Copy copy : copies) {
        if (copy.from() instanceof Register from) {
          range(from).add(start, at + 1);
        }
      }
    }

    private LiveRange range(Register register) {
      return ranges[register.number()];
    }
  }
}
