package cloister.world.run;

import cloister.codec.Json;
import cloister.event.Event;

/** An event as one object of a trace file. */
public final class TraceJson {
  private TraceJson() {}

  /** {@code {"step": 47, "event": "fault.GP", …}} with the event's own fields. */
  public static Json of(int step, Event event) {
    Json.Members out = Json.object().put("step", step).put("event", event.name());
    put(event, out);
    return out.build();
  }

  private static void put(Event event, Json.Members out) {
    switch (event) {
      case Event.RingCrossed(int from, int to, Event.Transfer by) ->
          out.put("from", from).put("to", to).put("by", by.name());
      case Event.GatePassed gate -> put(gate, out);
      case Event.StackSwitched stack -> put(stack, out);
      case Event.FaultRaised fault -> put(fault, out);
      case Event.Delivered delivered ->
          out.put("vector", delivered.vector())
              .put("source", delivered.source().name())
              .put("errorCode", delivered.errorCode())
              .put("selector", delivered.selector())
              .putUnsigned("offset", delivered.offset());
      case Event.InnerRingCalled(int index, int eax) ->
          out.put("index", index).putUnsigned("eax", eax);
      case Event.Returned(Event.Transfer by, int selector, int offset) ->
          out.put("by", by.name()).put("selector", selector).putUnsigned("offset", offset);
      case Event.TableLoaded(Event.SystemTable table, int selector, int base, int limit) ->
          out.put("table", table.name())
              .put("selector", selector)
              .putUnsigned("base", base)
              .putUnsigned("limit", limit);
      case Event.SegmentLoaded(int register, int selector, int base, int limit) ->
          out.put("register", register)
              .put("selector", selector)
              .putUnsigned("base", base)
              .putUnsigned("limit", limit);
      case Event.ControlRegisterWritten(int register, int oldValue, int newValue) ->
          out.put("register", register)
              .putUnsigned("oldValue", oldValue)
              .putUnsigned("newValue", newValue);
      case Event.TaskSwitched(int oldTask, int newTask, int eip, Event.Switch by) ->
          out.put("oldTask", oldTask)
              .put("newTask", newTask)
              .putUnsigned("eip", eip)
              .put("by", by.name());
      case Event.VirtualModeChanged(boolean entered, int selector, int offset) ->
          out.put("entered", entered).put("selector", selector).putUnsigned("offset", offset);
      case Event.PageTranslated page -> put(page, out);
      case Event.TranslationsDropped(Event.Cause cause, int linear, int count) ->
          out.put("cause", cause.name()).putUnsigned("linear", linear).put("count", count);
      case Event.SystemFlagsChanged(int oldFlags, int newFlags) ->
          out.putUnsigned("oldFlags", oldFlags).putUnsigned("newFlags", newFlags);
      case Event.PortRead(int port, int bytes, int value) ->
          out.put("port", port).put("bytes", bytes).putUnsigned("value", value);
      case Event.PortWritten(int port, int bytes, int value) ->
          out.put("port", port).put("bytes", bytes).putUnsigned("value", value);
      case Event.Halted(int eip, boolean interruptsEnabled) ->
          out.putUnsigned("eip", eip).put("interruptsEnabled", interruptsEnabled);
      case Event.ShutDown down -> out.put("vector", down.vector());
      case Event.FloatingPointRaised(int eip, int exceptions, int masks) ->
          out.putUnsigned("eip", eip).put("exceptions", exceptions).put("masks", masks);
      case Event.DeviceEvent device -> putDevice(device, out);
      case Event.PartEvent part -> part.write(out);
      case Event.Poked(String path, int oldValue, int newValue) ->
          out.put("path", path).putUnsigned("oldValue", oldValue).putUnsigned("newValue", newValue);
    }
  }

  private static void put(Event.StackSwitched stack, Json.Members out) {
    out.put("oldSelector", stack.oldSelector())
        .putUnsigned("oldPointer", stack.oldPointer())
        .put("newSelector", stack.newSelector())
        .putUnsigned("newPointer", stack.newPointer());
  }

  private static void putDevice(Event.DeviceEvent event, Json.Members out) {
    switch (event) {
      case Event.InterruptRequested(int line) -> out.put("line", line);
      case Event.InterruptAcknowledged(int line, int vector) ->
          out.put("line", line).put("vector", vector);
      case Event.InterruptEnded(int line) -> out.put("line", line);
      case Event.TimerProgrammed(int channel, int mode, int count) ->
          out.put("channel", channel).put("mode", mode).put("count", count);
      case Event.DriveCommanded(int drive, int command, int sector, int count) ->
          out.put("drive", drive)
              .put("command", command)
              .putUnsigned("sector", sector)
              .put("count", count);
      case Event.AddressLine20Switched(boolean open) -> out.put("open", open);
      case Event.BoardReset(Event.ResetCause cause) -> out.put("cause", cause.name());
    }
  }

  private static void put(Event.GatePassed gate, Json.Members out) {
    out.put("by", gate.by().name())
        .put("index", gate.index())
        .put("gateDpl", gate.gateDpl())
        .put("cpl", gate.cpl())
        .put("rpl", gate.rpl())
        .put("selector", gate.selector())
        .putUnsigned("offset", gate.offset());
  }

  private static void put(Event.PageTranslated page, Json.Members out) {
    out.putUnsigned("linear", page.linear())
        .putUnsigned("physical", page.physical())
        .putUnsigned("directoryAddress", page.directoryAddress())
        .putUnsigned("directoryEntry", page.directoryEntry())
        .putUnsigned("tableAddress", page.tableAddress())
        .putUnsigned("tableEntry", page.tableEntry())
        .putUnsigned("rights", page.rights())
        .put("large", page.large());
  }

  private static void put(Event.FaultRaised fault, Json.Members out) {
    out.put("vector", fault.vector())
        .put("errorCode", fault.errorCode())
        .putUnsigned("eip", fault.eip())
        .put("rule", fault.rule().name())
        .putUnsigned("first", fault.first())
        .putUnsigned("second", fault.second())
        .putUnsigned("third", fault.third());
  }
}
