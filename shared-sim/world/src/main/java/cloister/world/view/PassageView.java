package cloister.world.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;
import cloister.event.Rule;
import cloister.event.Witness;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.message.Words;
import cloister.why.Comparison;
import cloister.why.Faults;
import cloister.why.RuleWords;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import cloister.world.table.TaskState;
import cloister.world.table.TaskState.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One way of control: what the processor checked and moved, in its order, and what came of it. */
final class PassageView implements Witness {
  /** What handing over control can change in the processor. */
  private static final String[] CHANGING = {
    "CS", "EIP", "SS", "ESP", "TR", "LDTR", "CR3", "CPL", "IOPL", "IF", "TF", "NT", "RF", "VM"
  };

  /** Before it are words of memory, from it on small numbers. */
  private static final int FIRST_FLAG = 7;

  private final Words words;
  private final Cpu cpu;
  private final String code;
  private final boolean ordered;
  private final boolean exception;
  private final int[] before;
  private final List<Json> rows = new ArrayList<>();
  private final StringBuilder asked = new StringBuilder();
  private boolean begun;
  private boolean refused;
  private int vector;
  private int errorCode;

  /**
   * @param code the instruction that comes next
   */
  PassageView(Words words, Cpu cpu, String code) {
    this.words = words;
    this.cpu = cpu;
    this.code = code;
    before = sample();
    exception = cpu.faultPending();
    ordered = cpu.protectedMode() && (cpu.eflags() & Eflags.VM) == 0;
  }

  /** After the step; null when nothing was handed over. */
  Json json(int step, String title, List<Event> events) {
    if (!begun) {
      return Json.NULL;
    }
    Optional<FaultRaised> refusal = Optional.empty();
    List<Json> tasks = new ArrayList<>();
    for (Event event : events) {
      // A debug exception follows what was done and refuses nothing.
      if (event instanceof FaultRaised fault && fault.vector() != Exceptions.DB) {
        refusal = Optional.of(fault);
      }
      if (event instanceof Event.TaskSwitched switched) {
        tasks.add(task(switched.oldTask(), false));
        tasks.add(task(switched.newTask(), true));
      }
    }
    String rest =
        CheckOrder.rest(asked.toString(), vector == INSTRUCTION && code.indexOf("ret") >= 0);
    if (refusal.isPresent() && !refused) {
      // A page, or a stack without room, refuses between two checks, or in the place of one.
      check(refusal.get(), "failed");
      char letter = CheckOrder.letter(refusal.get().rule());
      boolean due = !rest.isEmpty() && rest.charAt(0) == letter;
      rest = due ? rest.substring(1) : rest;
    }
    if (!tasks.isEmpty() || refusal.isEmpty() && !cpu.shutDown()) {
      changes();
    } else if (ordered || CheckOrder.isFastCall(asked.toString())) {
      unreached(rest);
    }
    return Json.object()
        .put("step", step)
        .put("title", words.sentence(title(title, step)))
        .put("from", from())
        .put("rows", rows)
        .put("end", words.sentence(refusal.map(fault -> end(fault, tasks))))
        .put("tasks", tasks)
        .build();
  }

  private Message title(String id, int step) {
    return Message.of(id, Argument.decimal("step", step), Argument.text("what", what()));
  }

  private Message what() {
    Argument number = Argument.vector("vector", vector);
    if (vector == INSTRUCTION) {
      return Message.of("trap.instruction", Argument.code("code", code));
    }
    return exception
        ? Message.of(
            "trap.exception", Argument.fault("fault", Faults.name(vector, errorCode)), number)
        : Message.of("trap.external", number);
  }

  /** What begins the way, in a word or two. */
  private String from() {
    int space = code.indexOf(' ');
    boolean far = space > 0 && code.charAt(0) != 'i';
    return vector == INSTRUCTION
        ? code.substring(0, far ? space : code.length())
        : "0x" + Hex.hex8(vector);
  }

  private static Message end(FaultRaised fault, List<Json> tasks) {
    return Message.of(
        tasks.isEmpty() ? "trap.refused" : "trap.refused-task",
        Argument.fault("fault", Faults.name(fault)));
  }

  // The witness

  @Override
  public void begins(int ofVector, int ofErrorCode) {
    begun = true;
    vector = ofVector;
    errorCode = ofErrorCode;
    rows.clear();
    asked.setLength(0);
  }

  @Override
  public void checked(Rule rule, int first, int second, int third, boolean passed) {
    if (rule != Rule.VIRTUAL_MODE_TARGET) {
      asked.append(CheckOrder.letter(rule));
    }
    refused = !passed;
    check(fault(rule, first, second, third), passed ? "passed" : "failed");
  }

  @Override
  public void descriptor(String table, int address, int low, int high) {
    Descriptor descriptor = new Descriptor(low, high);
    rows.add(
        row("entry", table, Hex.hex32(high) + " " + Hex.hex32(low))
            .putUnsigned("address", address)
            .put("text", words.text(DescriptorView.title(descriptor)))
            .put("dpl", descriptor.dpl())
            .build());
  }

  @Override
  public void moved(String name, boolean written, int linear, int bytes, int value) {
    String digits = Hex.hex(value, bytes == 1 ? 1 : 2 * bytes);
    rows.add(row(written ? "write" : "read", name, digits).putUnsigned("address", linear).build());
  }

  @Override
  public void loaded(String name, String from, int plus, int value) {
    String digits = name.length() == 2 ? Hex.hex16(value) : Hex.hex32(value);
    rows.add(row("load", name, digits).put("from", from).put("plus", plus).build());
  }

  private static Json.Members row(String kind, String name, String value) {
    return Json.object().put("kind", kind).put("name", name).put("value", value);
  }

  private void check(FaultRaised fault, String state) {
    boolean failed = state.equals("failed");
    Message text = failed ? RuleWords.failed(fault, "") : RuleWords.rule(fault, "");
    rows.add(
        row("check", state, state.equals("open") ? "" : compared(fault, !failed))
            .put("text", words.sentence(text))
            .put("section", fault.rule().section())
            .build());
  }

  /** A check in the form of the fault that it would be; in real mode that has no error code. */
  private FaultRaised fault(Rule rule, int first, int second, int third) {
    return new FaultRaised(0, cpu.protectedMode() ? 2 : 0, 0, rule, first, second, third);
  }

  /** The numbers, with what holds between them where the rule compares them. */
  private static String compared(FaultRaised fault, boolean passed) {
    StringBuilder text = new StringBuilder(Comparison.of(fault, passed).text());
    if (text.isEmpty()) {
      for (int i = 0; i < fault.rule().operands().size(); i++) {
        String name = fault.rule().operands().get(i);
        text.append(i == 0 ? "" : ", ").append(name).append(' ');
        text.append(Comparison.digits(name, fault.operand(i)));
      }
    }
    return text.toString();
  }

  private void unreached(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      check(fault(CheckOrder.rule(rest.charAt(i)), 0, 0, 0), "open");
    }
  }

  // What changed

  private int[] sample() {
    int[] selector = cpu.segments.selector;
    int flags = cpu.eflags();
    return new int[] {
      selector[Segments.CS],
      cpu.eip(),
      selector[Segments.SS],
      cpu.general[Core.ESP],
      selector[Segments.TR],
      selector[Segments.LDTR],
      cpu.control(3),
      cpu.cpl(),
      cpu.iopl(),
      flags >>> 9 & 1,
      flags >>> 8 & 1,
      flags >>> 14 & 1,
      flags >>> 16 & 1,
      flags >>> 17 & 1
    };
  }

  private void changes() {
    int[] after = sample();
    for (int i = 0; i < CHANGING.length; i++) {
      if (before[i] != after[i]) {
        rows.add(
            row("change", CHANGING[i], number(i, after[i]))
                .put("before", number(i, before[i]))
                .build());
      }
    }
  }

  private static String number(int index, int value) {
    int digits = CHANGING[index].length() == 3 ? 8 : 4;
    return index < FIRST_FLAG ? Hex.hex(value, digits) : Integer.toString(value);
  }

  // Tasks

  /** The task-state segment that was left or entered, as it lies in memory now. */
  private Json task(int selector, boolean entered) {
    DescriptorTable table = new DescriptorTable(cpu.linear(), cpu.gdtBase(), cpu.gdtLimit());
    Descriptor task = table.entry(Selector.offset(selector) / Descriptor.SIZE);
    TaskState state = new TaskState(cpu.linear(), task.base(), task.limit(), task.wide());
    List<Json> fields = new ArrayList<>();
    for (Field field : Field.values()) {
      if (state.has(field)) {
        boolean saved = field.compareTo(Field.EIP) >= 0 && field.compareTo(Field.GS) <= 0;
        boolean loaded = entered && (field == Field.CR3 || field == Field.LDT);
        fields.add(
            Json.object()
                .put("name", state.name(field))
                .putUnsigned("address", state.base() + state.offset(field))
                .put("value", Hex.hex(state.read(field), 2 * state.bytes(field)))
                .put("moved", saved || loaded)
                .build());
      }
    }
    return Json.object()
        .put("entered", entered)
        .put("selector", selector)
        .put("bits", task.wide() ? 32 : 16)
        .put("busy", (task.type() & 2) != 0)
        .put("fields", fields)
        .build();
  }
}
