package cloister.world.c;

import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Slot;
import cloister.world.Debugging.Routine;
import cloister.world.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds how the caller's frame is reached from each instruction of a program, by following every
 * function from its entry and counting what it does to ESP and EBP. So it holds for assembly too,
 * and for the stub that puts an argument into EBP. Debuggers know the same from rows of call frame
 * information, which are counted from the same place: ESP before the call pushed (DWARF 4, 6.4).
 */
final class FrameRules {
  private static final int WORD = 4;

  private final Lines lines;
  private final Program program;
  private final Decoder decoder;
  private final int[] slot = new int[Slot.STRIDE];
  private final Map<Integer, Walk> walks = new LinkedHashMap<>();
  private final Map<Integer, Integer> popped = new LinkedHashMap<>();

  FrameRules(Lines lines, OpcodeTable opcodes) {
    this.lines = lines;
    program = lines.program();
    decoder = new Decoder(opcodes);
  }

  /** The state before an instruction; nothing outside functions. */
  Optional<StackState> at(int address) {
    return walk(address).map(walk -> walk.before.get(address));
  }

  /** The state before the call that returns to an address; nothing where no call does. */
  Optional<StackState> ofCall(int behind) {
    return walk(behind - 1).map(walk -> walk.calls.get(behind)).flatMap(call -> at(call));
  }

  private Optional<Walk> walk(int address) {
    return lines
        .routineAt(address)
        .map(routine -> walks.computeIfAbsent(routine.address(), _ -> new Walk(routine)));
  }

  /** Decodes into the slot; false where no instruction is. */
  private boolean decode(int address) {
    byte[] image = program.assembly().image();
    int start = address - program.origin();
    int length =
        decoder.decode(
            at -> start + at < image.length ? image[start + at] & 0xFF : 0, true, slot, 0);
    return length > 0 && Slot.op(slot[Slot.OP]) != Op.UD;
  }

  private boolean isDirect() {
    return Slot.kind(slot[Slot.A]) == Slot.CONSTANT;
  }

  /** Bytes of arguments that a function takes from the stack as it returns. */
  private int popped(int target) {
    return popped.computeIfAbsent(target, this::findReturn);
  }

  private int findReturn(int target) {
    Optional<Routine> routine = lines.routineAt(target);
    Deque<Integer> open = new ArrayDeque<>(List.of(target));
    Set<Integer> seen = new LinkedHashSet<>();
    while (routine.isPresent() && !open.isEmpty()) {
      int address = open.pop();
      while (routine.get().holds(address) && seen.add(address) && decode(address)) {
        int end = address + Slot.length(slot[Slot.LENGTH]);
        int op = Slot.op(slot[Slot.OP]);
        if (op == Op.RET) {
          return Slot.kind(slot[Slot.A]) == Slot.CONSTANT ? slot[Slot.IMMEDIATE] : 0;
        }
        if (branches(op) && isDirect()) {
          open.add(end + slot[Slot.IMMEDIATE]);
        }
        if (ends(op)) {
          break;
        }
        address = end;
      }
    }
    return 0;
  }

  private static boolean branches(int op) {
    return switch (op) {
      case Op.JCC, Op.JMP, Op.LOOP, Op.LOOPE, Op.LOOPNE, Op.JCXZ -> true;
      default -> false;
    };
  }

  /** True where the next instruction is reached only by a branch. */
  private static boolean ends(int op) {
    return switch (op) {
      case Op.JMP, Op.JMP_FAR, Op.RET, Op.RET_FAR, Op.IRET, Op.HLT -> true;
      default -> false;
    };
  }

  /** One function, followed from its entry along every branch. */
  private final class Walk {
    private record Open(int address, StackState state) {}

    final TreeMap<Integer, StackState> before = new TreeMap<>();
    final Map<Integer, Integer> calls = new LinkedHashMap<>();
    private final Routine routine;
    private final Deque<Open> open = new ArrayDeque<>();

    /** Instructions behind jumps through a table, with the state in which those jump. */
    private final List<Open> behindTables = new ArrayList<>();

    Walk(Routine routine) {
      this.routine = routine;
      open.add(new Open(routine.address(), StackState.ENTRY));
      drain();
      cases();
    }

    private void drain() {
      while (!open.isEmpty()) {
        follow(open.pop());
      }
    }

    /** Where a table leads is not looked up: all that is left is reached from there. */
    private void cases() {
      for (Open table : List.copyOf(behindTables)) {
        int address = table.address();
        while (routine.holds(address)) {
          follow(new Open(address, table.state()));
          drain();
          address = decode(address) ? address + Slot.length(slot[Slot.LENGTH]) : address + 1;
        }
      }
    }

    private void follow(Open from) {
      int address = from.address();
      StackState state = from.state();
      while (routine.holds(address) && !before.containsKey(address) && decode(address)) {
        int end = address + Slot.length(slot[Slot.LENGTH]);
        int op = Slot.op(slot[Slot.OP]);
        before.put(address, op == Op.RET ? state.returning() : state);
        if (branches(op) && isDirect()) {
          open.add(new Open(end + slot[Slot.IMMEDIATE], state));
        }
        if (op == Op.JMP && !isDirect()) {
          behindTables.add(new Open(end, state));
        }
        if (ends(op)) {
          return;
        }
        if (op == Op.CALL) {
          calls.put(end, address);
          state = called(state, end);
        } else {
          state = state.after(slot);
        }
        address = end;
      }
    }

    /**
     * A call of the very next instruction is how code finds out where it is: it returns nothing.
     */
    private StackState called(StackState state, int end) {
      if (!isDirect()) {
        return state.afterUnknownCall();
      }
      int target = end + slot[Slot.IMMEDIATE];
      return target == end ? state.grown(WORD) : state.grown(-popped(target));
    }
  }
}
