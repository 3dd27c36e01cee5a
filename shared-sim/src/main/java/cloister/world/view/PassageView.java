package cloister.world.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.sentence.Faults;
import cloister.world.sentence.RuleWords;
import cloister.world.table.Descriptor;
import cloister.world.table.TaskState.Field;
import cloister.world.trap.Passage;
import cloister.world.trap.Row;
import cloister.world.trap.Row.Outcome;
import cloister.world.trap.Task;
import cloister.world.why.Comparison;
import java.util.ArrayList;
import java.util.List;

/** How control was handed over, as the page draws it. */
final class PassageView {
  private final Words words;

  PassageView(Words words) {
    this.words = words;
  }

  Json json(Passage passage) {
    List<Json> rows = new ArrayList<>();
    for (Row row : passage.rows()) {
      rows.add(row(row));
    }
    List<Json> tasks = new ArrayList<>();
    for (Task task : passage.tasks()) {
      tasks.add(task(task));
    }
    return Json.object()
        .put("step", passage.step())
        .put("title", words.sentence(title(passage)))
        .put("from", from(passage))
        .put("rows", rows)
        .put("end", words.sentence(passage.refusal().map(fault -> end(passage, fault))))
        .put("tasks", tasks)
        .build();
  }

  private static Message title(Passage passage) {
    Argument step = Argument.decimal("step", passage.step());
    Argument what = Argument.text("what", what(passage));
    return switch (passage.when()) {
      case NOW -> Message.of("trap.now", step, what);
      case NEXT -> Message.of("trap.next", step, what);
      case EARLIER -> Message.of("trap.earlier", step, what);
    };
  }

  private static Message what(Passage passage) {
    return switch (passage.way()) {
      case EXCEPTION ->
          Message.of(
              "trap.exception",
              Argument.fault("fault", Faults.name(passage.vector(), passage.errorCode())),
              Argument.vector("vector", passage.vector()));
      case EXTERNAL -> Message.of("trap.external", Argument.vector("vector", passage.vector()));
      case SOFTWARE, JUMP, CALL, RETURN, IRET ->
          Message.of("trap.instruction", Argument.code("code", passage.code()));
    };
  }

  /** What begins the way, in a word or two. */
  private static String from(Passage passage) {
    return switch (passage.way()) {
      case EXCEPTION -> "#" + Exceptions.shortName(passage.vector());
      case EXTERNAL -> "0x" + Hex.hex8(passage.vector());
      case SOFTWARE -> passage.code();
      case JUMP, CALL, RETURN, IRET -> {
        int space = passage.code().indexOf(' ');
        yield space < 0 ? passage.code() : passage.code().substring(0, space);
      }
    };
  }

  private static Message end(Passage passage, FaultRaised fault) {
    Argument raised = Argument.fault("fault", Faults.name(fault));
    return passage.tasks().isEmpty()
        ? Message.of("trap.refused", raised)
        : Message.of("trap.refused-task", raised);
  }

  private Json row(Row row) {
    return switch (row) {
      case Row.Check check -> check(check);
      case Row.Entry(var table, int address, int low, int high) -> {
        Descriptor descriptor = new Descriptor(low, high);
        yield Json.object()
            .put("kind", "entry")
            .put("name", table.name())
            .putUnsigned("address", address)
            .put("value", Hex.hex32(high) + " " + Hex.hex32(low))
            .put("text", words.text(DescriptorView.title(descriptor)))
            .put("dpl", descriptor.dpl())
            .build();
      }
      case Row.Word(var name, boolean written, int linear, int bytes, int value) ->
          Json.object()
              .put("kind", written ? "write" : "read")
              .put("name", name)
              .putUnsigned("address", linear)
              .put("value", Hex.hex(value, Math.max(1, 2 * bytes - (bytes & 1))))
              .build();
      case Row.Change(var name, int before, int after) ->
          Json.object()
              .put("kind", "change")
              .put("name", name)
              .put("before", number(name, before))
              .put("value", number(name, after))
              .build();
    };
  }

  private static String number(String name, int value) {
    return switch (name) {
      case "EIP", "ESP", "CR3" -> Hex.hex32(value);
      case "CS", "SS", "TR", "LDTR" -> Hex.hex16(value);
      default -> Integer.toString(value);
    };
  }

  private Json check(Row.Check check) {
    FaultRaised fault =
        new FaultRaised(0, 0, 0, check.rule(), check.first(), check.second(), check.third());
    boolean failed = check.outcome() == Outcome.FAILED;
    boolean open = check.outcome() == Outcome.OPEN;
    Message text = failed ? RuleWords.failed(fault, "") : RuleWords.rule(fault, "");
    return Json.object()
        .put("kind", "check")
        .put("state", failed ? "failed" : open ? "open" : "passed")
        .put("text", words.sentence(text))
        .put("value", open ? "" : compared(fault, !failed))
        .put("section", check.rule().section())
        .build();
  }

  /** The numbers, with what holds between them where the rule compares them. */
  private static String compared(FaultRaised fault, boolean passed) {
    String chain = Comparison.of(fault, passed).text();
    if (!chain.isEmpty()) {
      return chain;
    }
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < fault.rule().operands().size(); i++) {
      String name = fault.rule().operands().get(i);
      numbers.append(i == 0 ? "" : ", ").append(name).append(' ');
      numbers.append(Comparison.digits(name, fault.operand(i)));
    }
    return numbers.toString();
  }

  private Json task(Task task) {
    List<Json> fields = new ArrayList<>();
    for (Field field : task.fields()) {
      fields.add(
          Json.object()
              .put("name", task.state().name(field))
              .putUnsigned("address", task.state().base() + task.state().offset(field))
              .put("value", Hex.hex(task.state().read(field), 2 * task.state().bytes(field)))
              .put("moved", task.moved(field))
              .build());
    }
    return Json.object()
        .put("entered", task.entered())
        .put("selector", task.selector())
        .put("bits", task.state().wide() ? 32 : 16)
        .put("busy", task.busy())
        .put("fields", fields)
        .build();
  }
}
